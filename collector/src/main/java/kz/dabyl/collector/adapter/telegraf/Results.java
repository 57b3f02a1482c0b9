package kz.dabyl.collector.adapter.telegraf;

import java.util.Map;
import java.util.Optional;
import kz.dabyl.collector.gateway.TargetName;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import org.jspecify.annotations.Nullable;

/** What the plugins {@code ping}, {@code net_response} and {@code http_response} say of a target. */
final class Results {

    private static final double MAX_MILLIS = 3_600_000;

    private static final Map<Integer, PingError> NET_ERRORS = Map.of(1, PingError.TIMEOUT);
    private static final Map<Integer, PingError> HTTP_ERRORS = Map.of(
            1, PingError.HTTP,
            4, PingError.TIMEOUT,
            5, PingError.DNS,
            6, PingError.HTTP);

    private Results() {}

    /**
     * The result in {@code point}, empty if its measurement is another.
     *
     * @throws InvalidInputException if something is missing or bad
     */
    static Optional<Ping> of(Point point) {
        return switch (point.measurement()) {
            case "ping" -> Optional.of(ping(point));
            case "net_response" -> Optional.of(response(point, point.tags().getOrDefault("port", ""), NET_ERRORS));
            case "http_response" -> Optional.of(response(point, "", HTTP_ERRORS));
            default -> Optional.empty();
        };
    }

    private static Ping ping(Point point) {
        var target = TargetName.of(point.tags(), Optional.of(point.tag("url")));
        var received = point.number("packets_received");
        var loss = point.number("percent_packet_loss");
        if (Double.isNaN(received) && Double.isNaN(loss)) {
            return unsent(target, point);
        }
        // Whatever the code: it is 1 where all packets are lost, or some until a deadline.
        if (point.number("packets_transmitted") == 0) {
            return failed(target, null);
        }
        if (received == 0 || loss >= 100) {
            return failed(target, PingError.TIMEOUT);
        }
        // Windows counts what routers say of an unreachable network as received, but as no reply.
        if (point.number("reply_received") == 0 || point.number("percent_reply_loss") >= 100) {
            return failed(target, PingError.UNREACHABLE);
        }
        return answered(target, point.number("average_response_ms"));
    }

    /** Nothing is said of packets: none were sent, or the program that was called says only whether it worked. */
    private static Ping unsent(String target, Point point) {
        return switch (code(point)) {
            case 0 -> answered(target, point.number("average_response_ms"));
            case 1 -> failed(target, PingError.DNS);
            default -> failed(target, null);
        };
    }

    /** @param port by which several services of one host are told apart, empty where the host is the target */
    private static Ping response(Point point, String port, Map<Integer, PingError> errors) {
        var target = TargetName.of(point.tags(), Optional.of(point.tag("server")), port);
        var code = code(point);
        return code == 0 ? answered(target, 1000 * point.number("response_time")) : failed(target, errors.get(code));
    }

    private static int code(Point point) {
        var code = point.number("result_code");
        if (Double.isNaN(code)) {
            throw new InvalidInputException("/result_code", "is required");
        }
        return (int) code;
    }

    private static Ping answered(String target, double millis) {
        // Minus nothing becomes nothing.
        var rtt = millis >= 0 && millis <= MAX_MILLIS ? millis + 0.0 : Double.NaN;
        return new Ping(target, true, rtt, null, Double.NaN, null);
    }

    private static Ping failed(String target, @Nullable PingError error) {
        return new Ping(target, false, Double.NaN, error, Double.NaN, null);
    }
}
