package kz.dabyl.collector.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import kz.dabyl.model.Access;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;

class SightingsTest {

    private static final long START = 1_619_247_600_000L;

    private final Sightings sightings = new Sightings();

    @Test
    void numbersReportsByOneWhateverTheInterval() {
        for (var round = 0; round < 50; round++) {
            sightings.add(every(45), START + 13_337 + round * 45_000L, Ping.answered("site/vlast.kz", 1));
        }

        var first = sightings.reports().get(0).seq();
        assertThat(sightings.reports())
                .extracting(Report::seq)
                .containsExactlyElementsOf(
                        LongStream.range(first, first + 50).boxed().toList());
    }

    @Test
    void numbersBySecondsWhereNothingIsPromised() {
        sightings.add(every(Report.NO_PROMISE), START + 999, Ping.answered("site/vlast.kz", 1));

        assertThat(sightings.reports()).singleElement().satisfies(report -> {
            assertThat(report.seq()).isEqualTo(START / 1000);
            assertThat(report.intervalSeconds()).isEqualTo(Report.NO_PROMISE);
        });
    }

    @Test
    void datesAReportByItsEarliestMeasurementAndKeepsTheLatestOfATarget() {
        sightings.add(every(30), START + 9_000, Ping.answered("site/vlast.kz", 2));
        sightings.add(every(30), START + 4_000, Ping.answered("site/vlast.kz", 1));
        sightings.add(every(30), START + 6_000, Ping.answered("domestic/egov.kz", 3));

        assertThat(sightings.reports()).singleElement().satisfies(report -> {
            assertThat(report.at()).isEqualTo(START + 4_000);
            assertThat(report.pings())
                    .containsExactly(Ping.answered("site/vlast.kz", 2), Ping.answered("domestic/egov.kz", 3));
        });
    }

    @Test
    void takesNoMoreTargetsThanAReportHolds() {
        for (var target = 0; target < 32; target++) {
            sightings.add(every(30), START, Ping.answered("site/" + target, 1));
        }

        assertThatThrownBy(() -> sightings.add(every(30), START, Ping.answered("site/32", 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("32");
    }

    @Test
    void takesNoMoreReportsThanARequestMayHold() {
        for (var second = 0; second < Sightings.MAX_REPORTS; second++) {
            sightings.add(every(1), START + second * 1000L, Ping.answered("site/a", 1));
        }

        assertThatThrownBy(() -> sightings.add(every(1), START - 1000, Ping.answered("site/a", 1)))
                .isInstanceOf(InvalidInputException.class);
    }

    private static Origin every(int seconds) {
        return new Origin("p", "KZ-75", "401-01", Access.MOBILE, seconds);
    }
}
