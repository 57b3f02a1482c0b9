package kz.dabyl.collector.adapter.ooni;

import java.util.Base64;
import java.util.Comparator;
import java.util.Optional;
import kz.dabyl.collector.adapter.Certificates;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.Tls;

/** Certificates in a test's {@code tls_handshakes}. */
final class Handshakes {

    private Handshakes() {}

    /** The leaf that was shown for a server's name, of a handshake that failed before one that did not. */
    static Optional<Tls> certificate(Field keys, String serverName) {
        return keys.at("tls_handshakes").elements().stream()
                .filter(handshake ->
                        handshake.at("server_name").text().orElse("").equalsIgnoreCase(serverName))
                .filter(handshake ->
                        !handshake.at("peer_certificates").elements().isEmpty())
                .min(Comparator.comparing(handshake -> !WebSteps.fails(handshake)))
                .flatMap(handshake ->
                        leaf(handshake.at("peer_certificates").elements().get(0)));
    }

    /** Older software wrote an object with the encoding beside the data, newer writes the data alone. */
    private static Optional<Tls> leaf(Field certificate) {
        var base64 = certificate.node().isTextual() ? certificate : certificate.at("data");
        try {
            return base64.text().map(Base64.getMimeDecoder()::decode).flatMap(Certificates::read);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
