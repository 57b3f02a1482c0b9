package kz.dabyl.detector.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantilesTest {

    @Test
    void liesBetweenNeighbours() {
        assertThat(Quantiles.of(List.of(40.0, 10.0, 30.0, 20.0))).isEqualTo(new Quantiles(4, 10, 25, 38.5, 40));
    }

    @Test
    void isNothingOfNothing() {
        assertThat(Quantiles.of(List.of())).isEqualTo(new Quantiles(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN));
    }
}
