package kz.dabyl.e2e;

import com.microsoft.playwright.Page;
import java.util.List;

/** Puts a page away and shows it again, as far as the page can tell. Not thread-safe, as Playwright is not. */
final class Sight {

    /** A browser without a screen always says that a page is seen. */
    private static final String TELL = """
            (state) => {
              Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
              document.dispatchEvent(new Event('visibilitychange'));
            }""";

    /** As whoever else waits for a round: a minute, for the machine may be busy. */
    private static final Page.WaitForConditionOptions PATIENT = new Page.WaitForConditionOptions().setTimeout(60_000);

    private Sight() {}

    /**
     * As who answers a call does: the page stays, and for a while nobody sees it. Waits until it has taken its promise back, and
     * then until it has promised again.
     *
     * @param requests all that went out so far, which grows
     * @param interval that it promises
     */
    static void loseAndRegain(Page page, List<String> requests, int interval) {
        tell(page, "hidden", requests, 0);
        tell(page, "visible", requests, interval);
    }

    private static void tell(Page page, String state, List<String> requests, int promise) {
        var before = requests.size();
        page.evaluate(TELL, state);
        page.waitForCondition(
                () -> requests.stream()
                        .skip(before)
                        .anyMatch(request ->
                                request.contains("/v1/reports") && request.contains("\"interval_s\":" + promise + ",")),
                PATIENT);
    }
}
