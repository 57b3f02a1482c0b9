package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe holds against a page. Named by their tags it also follows rules of WCAG 2.2 that it leaves out otherwise. */
final class Axe {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

    private Axe() {}

    /** In the page alone: to put together what it found in frames, axe would open another page for each look. */
    @SuppressWarnings("deprecation")
    static List<Rule> findings(Page page) {
        assertThat(page.frames()).as("a page without frames").hasSize(1);
        return look(new AxeBuilder(page).setLegacyMode(true));
    }

    /** As axe does by itself, with another page for a moment. */
    static List<Rule> findingsBesideAnotherPage(Page page) {
        return look(new AxeBuilder(page));
    }

    private static List<Rule> look(AxeBuilder axe) {
        return axe.withTags(RULES).analyze().getViolations();
    }
}
