package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Tls;

/** Six targets of all classes, and whatever a test lets happen to them. */
public final class TestTargets implements Function<TestCity.Moment, List<Ping>> {

    public static final String FAR = "international/1.1.1.1";
    public static final String HOME = "domestic/egov.kz";
    public static final String HOME_TOO = "domestic/kaspi.kz";
    public static final String TELEGRAM = "platform/telegram.org";
    public static final String INSTAGRAM = "platform/www.instagram.com";
    public static final String SITE = "site/vlast.kz";

    private static final Tls USUAL = new Tls("CN=R11,O=Let's Encrypt,C=US", "");

    private static final List<Ping> ORDINARY = List.of(
            Ping.answered(FAR, 84),
            Ping.answered(HOME, 22),
            Ping.answered(HOME_TOO, 19),
            Ping.answered(TELEGRAM, 92),
            new Ping(INSTAGRAM, true, 88, null, 5000, USUAL),
            new Ping(SITE, true, 48, null, 2400, USUAL));

    private final List<Trouble> troubles = new ArrayList<>();
    private final List<More> more = new ArrayList<>();

    private record Trouble(Predicate<TestCity.Moment> when, List<String> targets, UnaryOperator<Ping> how) {}

    /** While {@code when} holds for a probe, these targets answer it like that. */
    public TestTargets trouble(Predicate<TestCity.Moment> when, UnaryOperator<Ping> how, String... targets) {
        troubles.add(new Trouble(when, List.of(targets), how));
        return this;
    }

    private record More(Predicate<TestCity.Moment> who, List<String> targets) {}

    /** These probes try, and always reach, these targets besides. */
    public TestTargets also(Predicate<TestCity.Moment> who, String... targets) {
        more.add(new More(who, List.of(targets)));
        return this;
    }

    public static UnaryOperator<Ping> failing(PingError error) {
        return ping -> Ping.failed(ping.target(), error);
    }

    public static UnaryOperator<Ping> slower(double factor) {
        return ping -> new Ping(ping.target(), true, ping.rttMillis() * factor, null, ping.kbps() / factor, ping.tls());
    }

    public static UnaryOperator<Ping> signedBy(String issuer) {
        return ping -> new Ping(ping.target(), true, ping.rttMillis(), null, ping.kbps(), new Tls(issuer, ""));
    }

    @Override
    public List<Ping> apply(TestCity.Moment moment) {
        var pings = new ArrayList<>(ORDINARY);
        for (var trouble : troubles) {
            if (trouble.when.test(moment)) {
                pings.replaceAll(ping -> trouble.targets.contains(ping.target()) ? trouble.how.apply(ping) : ping);
            }
        }
        for (var others : more) {
            if (others.who.test(moment)) {
                others.targets.forEach(target -> pings.add(Ping.answered(target, 5)));
            }
        }
        return pings;
    }
}
