package kz.dabyl.collector.adapter.atlas;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Optional;
import kz.dabyl.collector.adapter.Certificates;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Tls;

/**
 * Results of type {@code sslcert}: answered if a certificate came. Probes do not judge it; the detector does, by its issuer.
 * The round trip is that of connecting.
 */
final class CertificateResult {

    private CertificateResult() {}

    static Ping read(Field result, String target) {
        var chain = result.at("cert").elements();
        if (!chain.isEmpty()) {
            var rtt = result.at("ttc").number(0, AtlasPings.MAX_RTT_MILLIS);
            var leaf = chain.get(0).text().flatMap(CertificateResult::certificate);
            return new Ping(target, true, rtt.orElse(Double.NaN), null, Double.NaN, leaf.orElse(null));
        }
        if (!result.at("dnserr").isAbsent()) {
            return Ping.failed(target, PingError.DNS);
        }
        if (!result.at("alert").isAbsent()) {
            return Ping.failed(target, PingError.TLS);
        }
        var error = result.firstOf("err", "error");
        if (!error.isAbsent()) {
            return Ping.failed(target, AtlasErrors.of(error, PingError.TLS));
        }
        throw result.at("cert").missing();
    }

    private static Optional<Tls> certificate(String pem) {
        return Certificates.read(pem.getBytes(US_ASCII));
    }
}
