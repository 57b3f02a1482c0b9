package kz.dabyl.detector.core.probes;

import static kz.dabyl.detector.core.TestCity.SHYMKENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.TrustLevel;
import org.junit.jupiter.api.Test;

/** Shymkent joins when Almaty and Astana have long been watched, and its mobile networks are cut an hour and a half later. */
class VouchedTest {

    private static final long JOINED = 2400;
    private static final long HOUR = 3600;
    private static final long CUT = JOINED + HOUR + 1800;

    @Test
    void isToldAsSoonAsAnyOtherCityIfTheOperatorVouchesForItsProbes() {
        var revisions = detect(introductions(TrustLevel.VOUCHED), CUT);

        assertThat(revisions.get(0).kind()).isEqualTo(IncidentKind.SHUTDOWN);
        assertThat(revisions.get(0).places()).containsExactly(SHYMKENT);
        assertThat(revisions.get(0).detected() - second(CUT)).isBetween(0L, 60_000L);
    }

    @Test
    void isNotToldIfNobodyKnowsItsProbes() {
        assertThat(detect(introductions(TrustLevel.INVITED), CUT)).isEmpty();
    }

    @Test
    void isNotToldInTheFirstHourWhoeverVouches() {
        assertThat(detect(introductions(TrustLevel.VOUCHED), JOINED + HOUR - 300))
                .isEmpty();
    }

    @Test
    void holdsOfProbesThatHaveSpokenBefore() {
        var log = city(CUT).log(CUT + 300);
        var joined = log.indexOf(new LogEntry.Tick(second(JOINED + 60), "c1"));
        log.addAll(joined, introductions(TrustLevel.VOUCHED));

        assertThat(TestCity.detect(log)).isNotEmpty();
    }

    @Test
    void lastsWhenACollectorThatDoesNotKnowYetIntroducesTheProbeOnceMore() {
        var said = Stream.of(TrustLevel.VOUCHED, TrustLevel.INVITED)
                .flatMap(level -> introductions(level).stream())
                .toList();

        assertThat(detect(said, CUT)).isNotEmpty();
    }

    private static List<Incident> detect(List<LogEntry.Trust> said, long cut) {
        return TestCity.detect(
                Stream.concat(said.stream(), city(cut).log(cut + 300).stream()).toList());
    }

    /** Those of Shymkent come after the 96 of {@link TestCity#ofThreePlaces}. */
    private static List<LogEntry.Trust> introductions(TrustLevel level) {
        return IntStream.range(96, 112)
                .mapToObj(i -> new LogEntry.Trust("p" + i, "i-" + i % 4, level))
                .toList();
    }

    private static TestCity city(long cut) {
        return TestCity.ofThreePlaces(5, 8)
                .add(new Cell(SHYMKENT, "401-01", Access.MOBILE), 8, "c1")
                .add(new Cell(SHYMKENT, "401-02", Access.MOBILE), 8, "c1")
                .cut(m -> m.probe().cell().place().equals(SHYMKENT) && !m.within(JOINED, cut));
    }

    private static long second(long second) {
        return TestCity.START + second * 1000;
    }
}
