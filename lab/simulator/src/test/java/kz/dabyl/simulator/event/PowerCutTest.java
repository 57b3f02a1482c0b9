package kz.dabyl.simulator.event;

import static kz.dabyl.simulator.event.Samples.FIXED;
import static kz.dabyl.simulator.event.Samples.MOBILE;
import static kz.dabyl.simulator.event.Samples.at;
import static kz.dabyl.simulator.event.Samples.occurrence;
import static kz.dabyl.simulator.event.Samples.probe;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;

class PowerCutTest {

    private static final PowerCut OUTAGE = new PowerCut(occurrence(), 20_000, 30_000);
    private static final PowerCut MASTS_HOLD = new PowerCut(occurrence(), 20_000, PowerCut.MASTS_HOLD);

    @Test
    void stopsRaggedlyWhatHangsOnTheMains() {
        var downtimes = IntStream.range(0, 100)
                .mapToObj(number -> OUTAGE.downtime(probe(ProbeKind.FIXED, FIXED, number)))
                .toList();

        assertThat(downtimes).allSatisfy(span -> {
            assertThat(span.start()).isBetween(100_000L, 120_000L);
            assertThat(span.end()).isBetween(200_000L, 260_000L);
        });
        assertThat(downtimes.stream().mapToLong(Span::start).distinct().count()).isGreaterThan(90);
    }

    @Test
    void stopsModemsToo() {
        assertThat(OUTAGE.downtime(probe(ProbeKind.MODEM, MOBILE, 1))).isNotEqualTo(Span.NEVER);
    }

    @Test
    void letsPhonesRunButTakesTheirMasts() {
        assertThat(OUTAGE.downtime(probe(ProbeKind.PHONE, MOBILE, 1))).isEqualTo(Span.NEVER);
        assertThat(OUTAGE.connects(at(131, MOBILE, 1))).isFalse();
        assertThat(OUTAGE.truth()).contains(IncidentKind.OUTAGE);
    }

    @Test
    void isNobodysIncidentWhereTheMastsHold() {
        assertThat(MASTS_HOLD.connects(at(150, MOBILE, 1))).isTrue();
        assertThat(MASTS_HOLD.truth()).isEmpty();
    }
}
