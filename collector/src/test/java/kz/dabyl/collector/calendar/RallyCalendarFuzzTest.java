package kz.dabyl.collector.calendar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=RallyCalendarFuzzTest} explores; otherwise the saved inputs run. */
class RallyCalendarFuzzTest {

    private static final ImportTerms TERMS = new ImportTerms(
            2000,
            ImportTerms.USUAL_ZONE,
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2027-01-01T00:00:00Z"),
            () -> false);

    @FuzzTest(maxDuration = "60s")
    void anyTextIsRalliesThatCanBeKeptOrIsRefused(byte[] bytes) {
        RallyImport found;
        try {
            found = RallyCalendar.read(new String(bytes, UTF_8), TERMS);
        } catch (InvalidInputException e) {
            assertThat(e.detail()).isNotBlank().hasSizeLessThan(500);
            return;
        }
        assertThat(found.items()).hasSizeLessThanOrEqualTo(RallyCalendar.MOST_RALLIES);
        assertThat(Documents.rallies(Documents.json(found.items()).toString())).isEqualTo(found.items());
        assertThat(found.skipped()).allSatisfy(skipped -> {
            assertThat(skipped.why()).isNotBlank().hasSizeLessThan(500).doesNotContain("\n");
            assertThat(skipped.uid()).hasSizeLessThanOrEqualTo(200);
        });
    }
}
