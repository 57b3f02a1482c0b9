package kz.dabyl.e2e;

import com.microsoft.playwright.Page;
import java.util.List;

/** Whether what has the focus can be seen below what stays at the top of a page. */
final class Focus {

    private static final String HIDDEN = """
            bar => {
              const above = document.querySelector(bar);
              const all = Array.from(document.querySelectorAll('a, button, summary, input, select, [tabindex="0"]'))
                .filter(one => !above.contains(one) && !one.classList.contains('skip') && !one.disabled && one.offsetParent !== null);
              return all.filter(one => {
                document.activeElement.blur();
                scrollTo(0, scrollY + one.getBoundingClientRect().top - 4);
                one.focus();
                if (document.activeElement !== one) { return false; }
                const box = one.getBoundingClientRect();
                const there = document.elementFromPoint(box.left + Math.min(box.width, innerWidth - box.left) / 2,
                  (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
                return there === null || above.contains(there);
              }).map(one => one.outerHTML.slice(0, 120));
            }
            """;

    private Focus() {}

    /**
     * What lay under {@code bar} when it got the focus, each as its markup begins: whatever may have it is scrolled there
     * first.
     */
    @SuppressWarnings("unchecked")
    static List<String> hiddenUnder(Page page, String bar) {
        return (List<String>) page.evaluate(HIDDEN, bar);
    }
}
