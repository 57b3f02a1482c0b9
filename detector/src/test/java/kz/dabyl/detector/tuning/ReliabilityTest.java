package kz.dabyl.detector.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import kz.dabyl.detector.tuning.Town.Told;
import org.junit.jupiter.api.Test;

class ReliabilityTest {

    private static final String CENTRE = Town.PLACES.get(0);
    private static final String WEST = Town.PLACES.get(4);

    @Test
    void sortsIncidentsByConfidenceAndCountsTheRealOnes() {
        var card = Town.card(
                Town.truth(Town.shutdown(5_000, 6_000, CENTRE)),
                List.of(
                        new Told("true", 5_030)
                                .at(5_030, CENTRE)
                                .confidence(0.96)
                                .now(),
                        new Told("false", 9_000)
                                .at(9_000, WEST)
                                .confidence(0.97)
                                .now(),
                        new Told("warm-up", 900).at(900, WEST).confidence(0.97).now()));

        var reliability = Reliability.ofVerdicts(card);

        var filled = reliability.buckets().stream()
                .filter(bucket -> bucket.real().of() > 0)
                .toList();
        assertThat(filled).hasSize(1);
        assertThat(filled.get(0).from()).isEqualTo(0.95);
        assertThat(filled.get(0).mean()).isCloseTo(0.965, within(1e-9));
        assertThat(filled.get(0).real()).isEqualTo(new Score.Share(1, 2));
        assertThat(reliability.brier()).isCloseTo((0.04 * 0.04 + 0.97 * 0.97) / 2, within(1e-9));
    }

    @Test
    void takesAnIncidentThatWasTakenBackForUnreal() {
        var card = Town.card(
                Town.truth(),
                List.of(
                        new Told("a", 5_030).at(5_030, CENTRE).confidence(0.92).now(),
                        new Told("a", 5_030)
                                .at(5_090, CENTRE)
                                .revision(2)
                                .retracted()
                                .now()));

        var bucket = Reliability.ofVerdicts(card).buckets().get(3);

        assertThat(bucket.from()).isEqualTo(0.9);
        assertThat(bucket.real()).isEqualTo(new Score.Share(0, 1));
    }
}
