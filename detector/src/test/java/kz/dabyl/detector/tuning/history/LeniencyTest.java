package kz.dabyl.detector.tuning.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeniencyTest {

    private static final Rally RALLY = new Rally("r", "R", 1, 2, List.of("8820e60003fffff"), null);

    @Test
    void coversTheDefaultsAndStricterOnes() {
        var leniency = Leniency.covering(List.of(), List.of(RALLY));

        assertThat(leniency.exceededBy(Thresholds.DEFAULT, List.of(RALLY))).isEmpty();
        assertThat(leniency.exceededBy(TestLog.thresholds(0.01, 50, 10), List.of()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"11, 3, 120, false_alarms_per_month", "1, 1, 120, min_probes", "1, 3, 301, close_after_s"})
    void saysWhatIsLooser(double falseAlarms, int minProbes, int closeAfter, String field) {
        var excess = Leniency.covering(List.of(), List.of())
                .exceededBy(TestLog.thresholds(falseAlarms, minProbes, closeAfter), List.of());

        assertThat(excess).hasValueSatisfying(text -> assertThat(text).contains(field));
    }

    @Test
    void isWidenedByWhatIsTried() {
        var loose = TestLog.thresholds(500, 1, 900);

        assertThat(Leniency.covering(List.of(loose), List.of()).exceededBy(loose, List.of()))
                .isEmpty();
    }

    @Test
    void comesBackAsItWasStored() {
        var leniency = Leniency.covering(List.of(TestLog.thresholds(500, 1, 900)), List.of(RALLY));

        assertThat(Leniency.decode(leniency.encode())).isEqualTo(leniency);
    }
}
