package kz.dabyl.collector.adapter.ooni;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Quoted;

/** The tests of messengers: {@code telegram}, {@code whatsapp}, {@code signal}. They judge themselves; we take their word. */
final class Platforms {

    private Platforms() {}

    static List<Ping> telegram(Field keys) {
        var web = judged(
                keys,
                "telegram_web_status",
                Failures.in(keys.at("telegram_web_failure")),
                "web.telegram.org",
                "web.telegram.org");
        return Stream.concat(telegramAccess(keys).stream(), web.stream()).toList();
    }

    /** Access points take a connection first and then a request; whoever cannot connect cannot ask. */
    private static Optional<Ping> telegramAccess(Field keys) {
        var target = "platform/telegram.org";
        var unconnected = keys.at("telegram_tcp_blocking").flag();
        var unanswered = keys.at("telegram_http_blocking").flag();
        if (unconnected.orElse(false)) {
            return Optional.of(
                    Ping.failed(target, WebSteps.connectionError(keys).orElse(PingError.TIMEOUT)));
        }
        if (unanswered.orElse(false)) {
            return Optional.of(Ping.failed(target, requestError(keys)));
        }
        return unconnected.isPresent() && unanswered.isPresent()
                ? Optional.of(Ping.answered(target, Timing.rttMillis(keys)))
                : Optional.empty();
    }

    private static PingError requestError(Field keys) {
        return keys.at("requests").elements().stream()
                .map(request -> Failures.in(request.at("failure")))
                .flatMap(Optional::stream)
                .flatMap(failure -> Failures.error(failure).stream())
                .findFirst()
                .orElse(PingError.HTTP);
    }

    static List<Ping> whatsapp(Field keys) {
        var registration = Failures.in(keys.at("registration_server_failure"));
        var web = Failures.in(keys.at("whatsapp_web_failure"));
        return Stream.of(
                        whatsappEndpoints(keys),
                        judged(keys, "registration_server_status", registration, "v.whatsapp.net", "v.whatsapp.net"),
                        judged(keys, "whatsapp_web_status", web, "web.whatsapp.com", "web.whatsapp.com"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Ping> whatsappEndpoints(Field keys) {
        var target = "platform/whatsapp.net";
        return status(keys, "whatsapp_endpoints_status")
                .map(ok -> ok
                        ? Ping.answered(target, Timing.rttMillis(keys))
                        : Ping.failed(target, WebSteps.connectionError(keys).orElse(PingError.TIMEOUT)));
    }

    static List<Ping> signal(Field keys) {
        var failure = Failures.in(keys.at("signal_backend_failure"));
        return judged(keys, "signal_backend_status", failure, "signal.org", "storage.signal.org").stream()
                .toList();
    }

    /** @param server whose certificate is kept: always the same, or its issuer would seem to change */
    private static Optional<Ping> judged(
            Field keys, String status, Optional<String> failure, String name, String server) {
        return status(keys, status)
                .map(ok -> new Ping(
                        "platform/" + name,
                        ok,
                        Double.NaN,
                        ok ? null : failure.flatMap(Failures::error).orElse(PingError.HTTP),
                        Double.NaN,
                        Handshakes.certificate(keys, server).orElse(null)));
    }

    /** Empty where the test came to no judgement. */
    private static Optional<Boolean> status(Field keys, String name) {
        var status = keys.at(name);
        return status.text().filter(text -> !text.isEmpty()).map(text -> switch (text) {
            case "ok" -> true;
            case "blocked" -> false;
            default -> throw status.bad("expected ok or blocked, was " + Quoted.of(text));
        });
    }
}
