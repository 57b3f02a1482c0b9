package kz.dabyl.collector.adapter.atlas;

import java.util.List;
import java.util.Locale;
import kz.dabyl.collector.adapter.Adapter;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.collector.adapter.SequenceNumbers;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Places;
import kz.dabyl.model.Report;

/**
 * Reads results of RIPE Atlas, of every firmware that ever made any: one result is one report of one ping. No address of
 * a probe is looked at but to be left out. Immutable.
 */
public final class AtlasAdapter implements Adapter {

    private static final long LARGEST_PROBE = 1L << 53;
    private static final long LARGEST_SECOND = 253_402_300_799L;
    /** RIPE Atlas began in 2010. A probe that gives an earlier time had no clock yet. */
    private static final long FIRST_SECOND = 1_262_304_000L;

    /** For so long a quartz keeps the second or two that matter to a report; what probes say is hours at most. */
    private static final long LONGEST_UNSET_SECONDS = 86_400;

    private final ProbeDirectory probes;
    private final AtlasTargets targets;

    /** @param probes where probes are; of others place and network are unknown */
    public AtlasAdapter(ProbeDirectory probes, TargetClasses targets) {
        this.probes = probes;
        this.targets = new AtlasTargets(targets);
    }

    @Override
    public Report report(Field result) {
        var type = result.at("type").text().orElseThrow(result.at("type")::missing);
        var ping = ping(type, result);
        var probe = result.at("prb_id").integer(0, LARGEST_PROBE).orElseThrow(result.at("prb_id")::missing);
        var time = result.at("timestamp");
        var second = time.integer(0, LARGEST_SECOND).orElseThrow(time::missing);
        if (second < FIRST_SECOND) {
            throw time.unusable("the probe's clock was not set");
        }
        if (result.at("lts").integer(-LARGEST_SECOND, LARGEST_SECOND).orElse(0) > LONGEST_UNSET_SECONDS) {
            throw result.at("lts").unusable("the probe's clock was not compared with another for a day");
        }
        return new Report(
                "atlas-" + probe,
                SequenceNumbers.of(second, result.node()),
                1000 * second,
                Report.NO_PROMISE,
                probes.country(probe).orElse(Places.UNKNOWN),
                "AS" + probes.asn(probe).orElse(0),
                Access.FIXED,
                null,
                null,
                null,
                List.of(ping));
    }

    private Ping ping(String type, Field result) {
        return switch (type) {
            case "ping" -> PingResult.read(measured(result), targets.of(type, result));
            case "traceroute" -> TracerouteResult.read(measured(result), targets.of(type, result));
            case "dns" -> DnsResult.read(measured(result), targets.of(type, result));
            case "http" -> HttpResult.read(measured(result), targets.of(type, result));
            case "sslcert" -> CertificateResult.read(measured(result), targets.of(type, result));
            default -> throw result.at("type").unusable("is not ping, traceroute, dns, http or sslcert");
        };
    }

    /** Throws if the probe would not measure at all, because the target is one that probes may not touch. */
    private static Field measured(Field result) {
        var error = result.at("error");
        if (error.node().asText().toLowerCase(Locale.ROOT).contains("not allowed")) {
            throw error.unusable("nothing was measured, probes may not touch the target");
        }
        return result;
    }
}
