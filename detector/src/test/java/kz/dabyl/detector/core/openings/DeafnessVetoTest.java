package kz.dabyl.detector.core.openings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.LogEntry;
import org.junit.jupiter.api.Test;

/** What is not heard though collectors tick. */
class DeafnessVetoTest {

    private static final Cell ABROAD = new Cell("DE", "AS3320", Access.FIXED);
    private static final long CUT = 1500;
    private static final long BACK = 2100;

    @Test
    void explainsWhatFallsSilentTogetherWithTheWitnessesAbroad() {
        var log = city().cut(m -> m.within(CUT, BACK)).log(2400);

        assertThat(TestCity.detect(log)).isEmpty();
    }

    @Test
    void explainsNothingThatWitnessesOutlive() {
        var log = city().cut(m -> !abroad(m) && m.within(CUT, BACK)).log(1800);

        assertThat(TestCity.detect(log)).isNotEmpty();
    }

    @Test
    void explainsNoCityBesideOthersThatLiveThoughTheLineAbroadIsCutToo() {
        List<LogEntry> log = city().cut(m -> m.within(CUT, BACK)
                        && (abroad(m) || !m.probe().cell().place().equals(TestCity.ASTANA)))
                .log(1800);

        assertThat(TestCity.detect(log)).isNotEmpty();
    }

    private static TestCity city() {
        return TestCity.ofThreePlaces(3, 5).add(ABROAD, 4, "c1");
    }

    private static boolean abroad(TestCity.Moment moment) {
        return moment.probe().cell().equals(ABROAD);
    }
}
