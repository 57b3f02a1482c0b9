package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Tls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One probe that tries a target of each class, and what its results are called. */
class AppraisalTest {

    private static final Tls USUAL = new Tls("CN=R11,O=Let's Encrypt,C=US", "");
    private static final Tls FOREIGN = new Tls("CN=Root,O=Security,C=KZ", "");

    private static final Ping FAR = Ping.answered("international/1.1.1.1", 84);
    private static final Ping HOME = new Ping("domestic/egov.kz", true, 22, null, 8000, null);
    private static final Ping PLATFORM = new Ping("platform/telegram.org", true, 92, null, 3000, null);
    private static final Ping SITE = new Ping("site/vlast.kz", true, 48, null, 2400, USUAL);
    private static final List<Ping> ALL = List.of(FAR, HOME, PLATFORM, SITE);

    private final Appraisal appraisal = new Appraisal();
    private final TargetNames names = new TargetNames();
    private final Targets targets = new Targets();
    private int hop = 1000;

    @BeforeEach
    void learnWhatIsUsual() {
        for (var i = 0; i < 30; i++) {
            take(ALL);
        }
    }

    @Test
    void callsAsUsualWhatIs() {
        take(ALL);

        assertThat(ailing()).isEmpty();
    }

    @Test
    void callsFailingByItsError() {
        take(List.of(FAR, HOME, Ping.failed(PLATFORM.target(), PingError.RESET), SITE));

        assertThat(ailing()).containsExactly("platform/telegram.org RESET");
    }

    @Test
    void takesAFailureOfUnknownCauseForATimeout() {
        take(List.of(FAR, HOME, new Ping(PLATFORM.target(), false, Double.NaN, null, Double.NaN, null), SITE));

        assertThat(ailing()).containsExactly("platform/telegram.org TIMEOUT");
    }

    @Test
    void callsAnotherIssuerForeignEvenWhereItIsSlow() {
        take(List.of(FAR, HOME, PLATFORM, new Ping(SITE.target(), true, 480, null, 100, FOREIGN)));

        assertThat(ailing()).containsExactly("site/vlast.kz FOREIGN_ISSUER");
    }

    @Test
    void callsAnIssuerForeignThatTheProbeDoesNotTrust() {
        take(List.of(FAR, HOME, PLATFORM, untrusted(FOREIGN)));

        assertThat(ailing()).containsExactly("site/vlast.kz FOREIGN_ISSUER");
    }

    @Test
    void callsFailingWhatTheUsualIssuerSignsButTheProbeDoesNotTrust() {
        take(List.of(FAR, HOME, PLATFORM, untrusted(USUAL)));

        assertThat(ailing()).containsExactly("site/vlast.kz TLS");
    }

    private static Ping untrusted(Tls shown) {
        return new Ping(SITE.target(), false, Double.NaN, PingError.TLS, Double.NaN, shown);
    }

    @Test
    void callsSlowWhatExceedsTheOtherClasses() {
        take(List.of(FAR, HOME, times(PLATFORM, 6), times(SITE, 6)));

        assertThat(ailing()).containsExactly("platform/telegram.org SLOW_5", "site/vlast.kz SLOW_5");
    }

    @Test
    void callsNothingSlowThatIsQuickAllTheSame() {
        var near = Ping.answered("platform/near.kz", 0.2);
        for (var i = 0; i < 30; i++) {
            take(List.of(FAR, HOME, near, SITE));
        }

        take(List.of(FAR, HOME, times(near, 60), SITE));

        assertThat(ailing()).isEmpty();
    }

    @Test
    void callsThinWhatHasLostItsThroughputOnly() {
        take(List.of(FAR, HOME, thinned(PLATFORM, 20), thinned(SITE, 12)));

        assertThat(ailing()).containsExactly("platform/telegram.org THIN_20", "site/vlast.kz THIN_10");
    }

    @Test
    void callsNothingSlowWhereEverythingIsByAFactor() {
        take(all(ping -> thinned(times(ping, 6), 6)));

        assertThat(ailing()).isEmpty();
    }

    @Test
    void callsNothingSlowWhereEverythingIsByADelay() {
        take(all(ping -> new Ping(ping.target(), true, ping.rttMillis() + 500, null, ping.kbps(), ping.tls())));

        assertThat(ailing()).isEmpty();
    }

    @Test
    void findsThrottlingUnderACrowd() {
        take(List.of(
                times(FAR, 3),
                thinned(times(HOME, 3), 3),
                thinned(times(PLATFORM, 18), 60),
                thinned(times(SITE, 3), 3)));

        assertThat(ailing()).containsExactly("platform/telegram.org THIN_20");
    }

    @Test
    void callsNothingSlowWithoutAnotherClassToCompareWith() {
        take(List.of(times(PLATFORM, 6)));

        assertThat(ailing()).isEmpty();
    }

    @Test
    void judgesNoSlownessBeforeItKnowsWhatIsUsual() {
        var fresh = new Targets();
        for (var i = 0; i < 7; i++) {
            appraisal.take(ALL, fresh, ++hop, names);
        }

        appraisal.take(List.of(FAR, HOME, times(PLATFORM, 6), SITE), fresh, ++hop, names);

        assertThat(ailing(fresh)).isEmpty();
    }

    @Test
    void doesNotLearnADayOfThrottling() {
        var throttled = List.of(FAR, HOME, thinned(times(PLATFORM, 6), 20), SITE);
        for (var i = 0; i < 24 * 120; i++) {
            take(throttled);
        }

        take(throttled);

        assertThat(ailing()).containsExactly("platform/telegram.org SLOW_5");
    }

    @Test
    void looksAtThirtyTwoResultsOfARoundAtMost() {
        var many = new ArrayList<Ping>();
        for (var i = 0; i < 60; i++) {
            many.add(Ping.answered("site/" + i + ".example", 20));
        }

        take(many);

        assertThat(targets.names().count()).isEqualTo(Targets.MOST);
    }

    private void take(List<Ping> pings) {
        hop += 6;
        appraisal.take(pings, targets, hop, names);
    }

    private static List<Ping> all(UnaryOperator<Ping> change) {
        return ALL.stream().map(change).toList();
    }

    private static Ping times(Ping ping, double factor) {
        return new Ping(ping.target(), true, ping.rttMillis() * factor, null, ping.kbps(), ping.tls());
    }

    private static Ping thinned(Ping ping, double by) {
        return new Ping(ping.target(), true, ping.rttMillis(), null, ping.kbps() / by, ping.tls());
    }

    private List<String> ailing() {
        return ailing(targets);
    }

    private List<String> ailing(Targets of) {
        return ALL.stream()
                .map(ping -> of.of(ping.target(), 0, hop, names))
                .filter(state -> state != null && !state.well())
                .map(state -> state.name.target() + " " + state.ailment())
                .toList();
    }
}
