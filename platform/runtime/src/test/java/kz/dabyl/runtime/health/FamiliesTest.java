package kz.dabyl.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamiliesTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "# EOF\n"})
    void namesWhatHasNoRowsYetBeforeTheEnd(String end) {
        var text = Families.complete("# TYPE dabyl_reports counter\n" + end);

        assertThat(text)
                .startsWith("# TYPE dabyl_reports counter\n")
                .contains("# HELP dabyl_incidents_open ", "\n# TYPE dabyl_incidents_open gauge\n")
                .contains("# TYPE dabyl_cell_expected_reports gauge\n", "# TYPE dabyl_cell_heard_reports gauge\n")
                .endsWith("gauge\n" + end);
    }

    @Test
    void namesNothingTwice() {
        try (var meters = new Meters(false)) {
            MultiGauge.builder("dabyl.incidents.open")
                    .description("Open incidents")
                    .register(meters.registry())
                    .register(List.of(MultiGauge.Row.of(Tags.of("kind", "shutdown"), 1)));

            var text = Families.complete(meters.registry().scrape());

            assertThat(text)
                    .containsOnlyOnce("# TYPE dabyl_incidents_open ")
                    .containsOnlyOnce("# HELP dabyl_incidents_open ");
        }
    }
}
