package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import org.junit.jupiter.api.Test;

class RulesTest {

    @Test
    void areReadAsTheyWereWritten() {
        var thresholds = new Thresholds(1e-5, 7, List.of("KZ", "KG"), 45, 300, 99.5, 2.5, 0.125, 12);
        var rules = new Rules(
                thresholds,
                List.of(
                        new Rally("r1", "Митинг", 1_000, 2_000, List.of("8720e6000ffffff"), null),
                        new Rally("r2", "", -5, 5, List.of(), new Rally.Circle(43.25, 76.95, 1_500))));

        assertThat(Rules.decode(rules.encode())).isEqualTo(rules);
    }

    @Test
    void ofALaterVersionAreRefused() {
        var bytes = new Rules(Thresholds.DEFAULT, List.of()).encode();
        bytes[0] = 9;

        assertThatThrownBy(() -> Rules.decode(bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 9");
    }
}
