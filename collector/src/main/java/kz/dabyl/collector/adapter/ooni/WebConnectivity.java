package kz.dabyl.collector.adapter.ooni;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.collector.adapter.Addresses;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.PingError;

/**
 * Tells from the steps of a {@code web_connectivity} test, 0.4 or 0.5, where it was stopped. The way is followed from name
 * to page, by the resolver that the probe's system uses; what other resolvers told matters only to the test itself.
 *
 * <p>A failure that the control had as well is nobody's doing, but for a bad certificate: whose it is, the detector judges.
 */
final class WebConnectivity {

    private static final Set<String> OTHER_RESOLVERS = Set.of("doh", "doh3", "dot", "doq", "udp", "tcp");
    private static final int MAX_FLAGS = 1 << 20;
    /** Of {@code x_blocking_flags}: the page differs from the control's. */
    private static final int HTTP_DIFF = 16;

    private final Field keys;
    private final String host;
    private final WebControl control;
    private final Optional<String> failure;

    private WebConnectivity(Field keys, String host) {
        this.keys = keys;
        this.host = host;
        this.control = WebControl.of(keys);
        this.failure = Failures.in(keys.at("http_experiment_failure"));
    }

    /**
     * What became of the page; empty if nothing was measured.
     *
     * @param host of the page
     */
    static Optional<WebFinding> find(Field keys, String host) {
        return new WebConnectivity(keys, host).find();
    }

    private Optional<WebFinding> find() {
        var byName = findByName();
        if (byName.isPresent()) {
            return byName;
        }
        return failure.isPresent() ? Optional.of(failed(failure.get())) : cameThrough();
    }

    /** What the name's resolution alone decides. */
    private Optional<WebFinding> findByName() {
        var addresses = addresses();
        if (control.noSuchName() && !addresses.isEmpty()) {
            return Optional.of(WebFinding.stopped(Stage.DNS, PingError.DNS));
        }
        var local = !addresses.isEmpty() && addresses.stream().allMatch(Addresses::isLocal);
        if (local && !control.isLocal()) {
            return Optional.of(WebFinding.stopped(Stage.DNS, PingError.DNS));
        }
        if (local || noName()) {
            return Optional.of(
                    control.fails() ? WebFinding.down(PingError.DNS) : WebFinding.stopped(Stage.DNS, PingError.DNS));
        }
        return Optional.empty();
    }

    private boolean noName() {
        var lookup = Failures.in(keys.at("dns_experiment_failure"));
        return failure.flatMap(Failures::error).equals(Optional.of(PingError.DNS))
                || (lookup.isPresent() && !accessible());
    }

    /** What the resolver of the probe's system gave for the host. */
    private List<InetAddress> addresses() {
        return keys.at("queries").elements().stream()
                .filter(query ->
                        !OTHER_RESOLVERS.contains(query.at("engine").text().orElse("")))
                .filter(query -> query.at("hostname").text().orElse("").equalsIgnoreCase(host))
                .flatMap(query -> query.at("answers").elements().stream())
                .map(answer -> answer.firstOf("ipv4", "ipv6").text())
                .flatMap(Optional::stream)
                .flatMap(text -> Addresses.parse(text).stream())
                .toList();
    }

    private WebFinding failed(String what) {
        var error = Failures.error(what);
        if (error.equals(Optional.of(PingError.TLS))) {
            return WebFinding.stopped(Stage.TLS, PingError.TLS);
        }
        if (control.fails()) {
            return WebFinding.down(error.orElse(PingError.HTTP));
        }
        if (error.equals(Optional.of(PingError.TIMEOUT)) && began()) {
            return WebFinding.THROTTLED;
        }
        var stage = WebSteps.stage(keys);
        return WebFinding.stopped(stage, inWords(stage, error));
    }

    /** A handshake or a request that was broken off is told by what it was; a connection, by how it failed. */
    private PingError inWords(Stage stage, Optional<PingError> error) {
        if (stage == Stage.TLS) {
            return PingError.TLS;
        }
        return stage == Stage.HTTP && requestFailed() ? PingError.HTTP : error.orElse(PingError.HTTP);
    }

    private boolean requestFailed() {
        return keys.at("requests").elements().stream().anyMatch(WebSteps::fails);
    }

    /** Whether the page that failed had sent its status. */
    private boolean began() {
        return keys.at("requests").elements().stream()
                .filter(request -> Failures.in(request.at("failure")).isPresent())
                .anyMatch(request ->
                        request.at("response").at("code").integer(-1, MAX_FLAGS).orElse(0) > 0);
    }

    private Optional<WebFinding> cameThrough() {
        var blocking = keys.at("blocking").node().asText();
        var flags = keys.at("x_blocking_flags").integer(0, MAX_FLAGS).orElse(0);
        if ((flags & HTTP_DIFF) != 0 || blocking.equals("http-diff")) {
            return Optional.of(WebFinding.stopped(Stage.HTTP, PingError.HTTP));
        }
        if (blocking.equals("dns")) {
            return Optional.of(WebFinding.stopped(Stage.DNS, PingError.DNS));
        }
        if (keys.at("x_dns_flags").integer(0, MAX_FLAGS).orElse(0) > 0) {
            return Optional.of(WebFinding.DETOUR);
        }
        return accessible() || !keys.at("requests").elements().isEmpty()
                ? Optional.of(WebFinding.REACHED)
                : Optional.empty();
    }

    private boolean accessible() {
        return keys.at("accessible").flag().orElse(false);
    }
}
