package kz.dabyl.collector.adapter.ooni;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.PingError;

/** The steps that a test records of each fetch: connections, handshakes, requests. */
final class WebSteps {

    private WebSteps() {}

    /** The step, after the name, at which a fetch broke. */
    static Stage stage(Field keys) {
        var connections = keys.at("tcp_connect").elements();
        var failedHandshake = anyFails(keys.at("tls_handshakes").elements());
        var request =
                keys.at("requests").elements().stream().filter(WebSteps::fails).findFirst();
        if (request.isPresent()) {
            if (failedHandshake && isHttps(request.get())) {
                return Stage.TLS;
            }
            return !connections.isEmpty() && connections.stream().allMatch(WebSteps::isNotConnected)
                    ? Stage.TCP
                    : Stage.HTTP;
        }
        if (failedHandshake) {
            return Stage.TLS;
        }
        return connections.stream().anyMatch(WebSteps::isNotConnected) ? Stage.TCP : Stage.HTTP;
    }

    /** Why the first connection that failed did. */
    static Optional<PingError> connectionError(Field keys) {
        return keys.at("tcp_connect").elements().stream()
                .map(connection -> Failures.in(connection.at("status").at("failure")))
                .flatMap(Optional::stream)
                .flatMap(failure -> Failures.error(failure).stream())
                .findFirst();
    }

    static boolean fails(Field step) {
        return Failures.in(step.at("failure")).isPresent();
    }

    private static boolean anyFails(List<Field> steps) {
        return steps.stream().anyMatch(WebSteps::fails);
    }

    private static boolean isNotConnected(Field connection) {
        return Failures.in(connection.at("status").at("failure")).isPresent();
    }

    private static boolean isHttps(Field request) {
        return request.at("request")
                .at("url")
                .text()
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith("https:");
    }
}
