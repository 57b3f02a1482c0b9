package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Places;
import kz.dabyl.model.TrustLevel;
import org.junit.jupiter.api.Test;

/** Shymkent joins when Almaty and Astana have long been watched, and its mobile networks are cut half an hour later. */
class VouchedTest {

    private static final long JOINED = 2400;
    private static final long CUT = JOINED + 1800;
    private static final String SHYMKENT = Places.at(42.317, 69.590, 7);

    @Test
    void isToldAsSoonAsAnyOtherCityIfTheOperatorVouchesForItsProbes() {
        var revisions = detect(TrustLevel.VOUCHED);

        assertThat(revisions.get(0).kind()).isEqualTo(IncidentKind.SHUTDOWN);
        assertThat(revisions.get(0).places()).containsExactly(SHYMKENT);
        assertThat(revisions.get(0).detected() - second(CUT)).isBetween(0L, 60_000L);
    }

    @Test
    void isNotToldIfNobodyKnowsItsProbes() {
        assertThat(detect(TrustLevel.INVITED)).isEmpty();
    }

    @Test
    void holdsOfProbesThatHaveSpokenBefore() {
        var log = city().log(CUT + 300);
        var joined = log.indexOf(new LogEntry.Tick(second(JOINED + 60), "c1"));
        log.addAll(joined, introductions(TrustLevel.VOUCHED));

        assertThat(DetectionTest.detect(log)).isNotEmpty();
    }

    private static List<Incident> detect(TrustLevel level) {
        return DetectionTest.detect(Stream.concat(introductions(level).stream(), city().log(CUT + 300).stream())
                .toList());
    }

    private static List<LogEntry.Trust> introductions(TrustLevel level) {
        return Stream.iterate(96, i -> i < 112, i -> i + 1)
                .map(i -> new LogEntry.Trust("p" + i, "i-" + i % 4, level))
                .toList();
    }

    private static TestCity city() {
        return TestCity.ofThreePlaces(5, 8)
                .add(new Cell(SHYMKENT, "401-01", Access.MOBILE), 8, "c1")
                .add(new Cell(SHYMKENT, "401-02", Access.MOBILE), 8, "c1")
                .cut(m -> m.probe().cell().place().equals(SHYMKENT) && !m.within(JOINED, CUT));
    }

    private static long second(long second) {
        return TestCity.START + second * 1000;
    }
}
