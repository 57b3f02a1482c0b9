package kz.dabyl.simulator.event;

import static kz.dabyl.simulator.event.Samples.DOMESTIC;
import static kz.dabyl.simulator.event.Samples.ELSEWHERE;
import static kz.dabyl.simulator.event.Samples.MOBILE;
import static kz.dabyl.simulator.event.Samples.SITE;
import static kz.dabyl.simulator.event.Samples.at;
import static kz.dabyl.simulator.event.Samples.occurrence;
import static kz.dabyl.simulator.event.Samples.share;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Set;
import java.util.stream.IntStream;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.TargetClass;
import kz.dabyl.model.Tls;
import org.junit.jupiter.api.Test;

class PingEventsTest {

    private static final Ping USUAL = SITE.answered(50, 1000);
    private static final Ping USUAL_DOMESTIC = DOMESTIC.answered(20, Double.NaN);

    @Test
    void throttlingSlowsTheClassesThatItNames() {
        var throttling = new Throttling(occurrence(), Set.of(TargetClass.SITE), Set.of(), 6, 0.05, 0);

        var slow = throttling.ping(at(150, MOBILE, 1), SITE, USUAL);

        assertThat(slow.rttMillis()).isEqualTo(300);
        assertThat(slow.kbps()).isEqualTo(50);
        assertThat(throttling.ping(at(150, MOBILE, 1), DOMESTIC, USUAL_DOMESTIC))
                .isSameAs(USUAL_DOMESTIC);
        assertThat(throttling.ping(at(150, ELSEWHERE, 1), SITE, USUAL)).isSameAs(USUAL);
        assertThat(throttling.ping(at(250, MOBILE, 1), SITE, USUAL)).isSameAs(USUAL);
    }

    @Test
    void throttlingSlowsOnlyTheTargetsThatItNames() {
        var throttling = new Throttling(occurrence(), Set.of(TargetClass.SITE), Set.of("site/vlast.kz"), 1, 0.05, 0);
        var other = new Target("site/other.kz", TargetClass.SITE, 50, 1000, null);
        var usualOther = other.answered(50, 1000);

        assertThat(throttling.ping(at(150, MOBILE, 1), SITE, USUAL))
                .returns(50.0, Ping::rttMillis)
                .returns(50.0, Ping::kbps);
        assertThat(throttling.ping(at(150, MOBILE, 1), other, usualOther)).isSameAs(usualOther);
    }

    @Test
    void throttlingFailsTheShareThatItIsTold() {
        var throttling = new Throttling(occurrence(), Set.of(TargetClass.SITE), Set.of(), 6, 0.05, 0.2);

        assertThat(share(150, moment -> throttling.ping(moment, SITE, USUAL).ok()))
                .isCloseTo(0.8, within(0.04));
    }

    @Test
    void blockingFailsItsTargetsInItsOwnWay() {
        var blocking = new Blocking(occurrence(), Set.of("site/vlast.kz"), Blocking.Method.DNS);

        assertThat(blocking.ping(at(150, MOBILE, 1), SITE, USUAL))
                .isEqualTo(Ping.failed("site/vlast.kz", PingError.DNS));
        assertThat(blocking.ping(at(150, ELSEWHERE, 1), SITE, USUAL)).isSameAs(USUAL);
        assertThat(blocking.ping(at(150, MOBILE, 1), DOMESTIC, USUAL_DOMESTIC)).isSameAs(USUAL_DOMESTIC);
    }

    @Test
    void targetDownFailsForWitnessesToo() {
        var down = new TargetDown(occurrence(), Set.of("site/vlast.kz"));

        assertThat(down.ping(at(150, ELSEWHERE, 1), SITE, USUAL).ok()).isFalse();
        assertThat(down.ping(at(50, MOBILE, 1), SITE, USUAL)).isSameAs(USUAL);
    }

    @Test
    void aHiccupFailsSomeProbesForAWhileAtHomeAndAbroadAlike() {
        var hiccups = new TargetHiccups(occurrence(), Set.of("site/vlast.kz"), 100_000, 20_000, 0.3);

        var failing = IntStream.range(100, 200)
                .mapToDouble(second -> share(
                        second, moment -> !hiccups.ping(moment, SITE, USUAL).ok()))
                .filter(share -> share > 0)
                .boxed()
                .toList();

        assertThat(failing).hasSize(20).allSatisfy(share -> assertThat(share).isCloseTo(0.3, within(0.05)));
        assertThat(share(50, moment -> hiccups.ping(moment, SITE, USUAL).ok())).isOne();
        assertThat(hiccups.truth()).isEmpty();
    }

    @Test
    void internationalCutLeavesDomesticTargets() {
        var cut = new InternationalCut(occurrence());

        assertThat(cut.ping(at(150, MOBILE, 1), SITE, USUAL).ok()).isFalse();
        assertThat(cut.ping(at(150, MOBILE, 1), DOMESTIC, USUAL_DOMESTIC)).isSameAs(USUAL_DOMESTIC);
    }

    @Test
    void tlsInterceptionShowsAnotherCertificate() {
        var foreign = new Tls("CN=Qaznet Trust Network,C=KZ", "other");
        var interception = new TlsInterception(occurrence(), Set.of("site/vlast.kz"), foreign);

        var seen = interception.ping(at(150, MOBILE, 1), SITE, USUAL);

        assertThat(seen.tls()).isEqualTo(foreign);
        assertThat(seen.rttMillis()).isEqualTo(USUAL.rttMillis());
    }

    @Test
    void congestionRisesByDegreesForAllTargetsAlike() {
        var congestion = new Congestion(occurrence(), 40_000, 0.2, 5);

        assertThat(congestion.loss(at(100, MOBILE, 1))).isZero();
        assertThat(congestion.loss(at(120, MOBILE, 1)))
                .isEqualTo(congestion.loss(at(150, MOBILE, 1)) / 2, within(1e-9));
        assertThat(congestion.loss(at(150, MOBILE, 1))).isBetween(0.12, 0.2);
        assertThat(congestion.ping(at(150, MOBILE, 1), DOMESTIC, USUAL_DOMESTIC).rttMillis())
                .isGreaterThan(40);
        assertThat(congestion.ping(at(150, MOBILE, 1), SITE, USUAL).rttMillis()).isGreaterThan(100);
        assertThat(congestion.connects(at(150, MOBILE, 1))).isTrue();
    }

    @Test
    void aTargetThatFailedAlreadyStaysAsItFailed() {
        var failed = SITE.failed(PingError.UNREACHABLE);

        assertThat(new Blocking(occurrence(), Set.of("site/vlast.kz"), Blocking.Method.DNS)
                        .ping(at(150, MOBILE, 1), SITE, failed))
                .isSameAs(failed);
        assertThat(new Congestion(occurrence(), 1, 0.9, 5).ping(at(150, MOBILE, 1), SITE, failed))
                .isSameAs(failed);
    }
}
