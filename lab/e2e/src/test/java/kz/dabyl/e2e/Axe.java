package kz.dabyl.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe holds against a page. Named by their tags it also follows rules of WCAG 2.2 that it leaves out otherwise. */
final class Axe {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private Axe() {}

    static List<Rule> findings(Page page) {
        return new AxeBuilder(page).withTags(RULES).analyze().getViolations();
    }
}
