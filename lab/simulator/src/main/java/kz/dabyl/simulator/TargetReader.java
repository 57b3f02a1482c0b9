package kz.dabyl.simulator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.model.TargetClass;
import kz.dabyl.model.Tls;
import kz.dabyl.simulator.event.Target;

/** Reads the targets that a scenario's probes try; where it names none, a handful that a fleet at home would have. */
final class TargetReader {

    private static final String ISSUER = "CN=R11,O=Let's Encrypt,C=US";
    private static final int MAX_TARGETS = 32;

    private static final List<Target> USUAL = Stream.of(
                    target("international/1.1.1.1", 84, Double.NaN, false),
                    target("international/8.8.8.8", 78, Double.NaN, false),
                    target("domestic/egov.kz", 22, Double.NaN, false),
                    target("platform/telegram.org", 92, Double.NaN, false),
                    target("site/vlast.kz", 48, 2400, true))
            .toList();

    private TargetReader() {}

    static List<Target> read(Fields scenario) {
        var objects = scenario.objects("targets");
        if (objects.size() > MAX_TARGETS) {
            throw scenario.bad("targets", "expected at most " + MAX_TARGETS + ", were " + objects.size());
        }
        return scenario.has("targets") ? objects.stream().map(TargetReader::one).toList() : USUAL;
    }

    private static Target one(Fields fields) {
        var name = fields.text("target");
        var slash = name.indexOf('/');
        if (slash < 0
                || slash == name.length() - 1
                || TargetClass.ofWord(name.substring(0, slash)).isEmpty()) {
            throw fields.bad(
                    "target",
                    "expected class/name with class international, domestic, platform or site, was '" + name + "'");
        }
        var target = target(
                name,
                fields.number("rtt_ms", 1, 60_000),
                fields.number("kbps", 1, 1e9, Double.NaN),
                fields.flag("tls", false));
        fields.done();
        return target;
    }

    private static Target target(String name, double rttMillis, double kbps, boolean tls) {
        var targetClass =
                TargetClass.ofWord(name.substring(0, name.indexOf('/'))).orElseThrow();
        return new Target(name, targetClass, rttMillis, kbps, tls ? certificate(ISSUER, name) : null);
    }

    /** A certificate by {@code issuer} with a key made up from {@code owner}. */
    static Tls certificate(String issuer, String owner) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(owner.getBytes(StandardCharsets.UTF_8));
            return new Tls(issuer, Base64.getEncoder().encodeToString(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
