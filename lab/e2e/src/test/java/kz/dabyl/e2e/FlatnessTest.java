package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FlatnessTest {

    @Test
    void findsHowMuchRisesOverHalfOfTheTime() {
        var leaking = LongStream.range(0, 80).map(i -> 50_000 + 100 * i).boxed().toList();

        assertThat(Flatness.rise(leaking)).isCloseTo(4_000, within(1.0));
    }

    @Test
    void forgivesWhatIsTakenAtTheStartAndWhatComesAndGoes() {
        var started = LongStream.range(0, 80)
                .map(i -> 60_000 - 20_000 / (i + 1) + (i % 2 == 0 ? 300 : -300))
                .boxed()
                .toList();

        assertThat(Flatness.rise(started)).isLessThan(1_000);
    }

    @Test
    void saysNothingOfTooFew() {
        assertThatThrownBy(() -> Flatness.rise(List.of(1L, 2L, 3L))).hasMessageContaining("four");
    }
}
