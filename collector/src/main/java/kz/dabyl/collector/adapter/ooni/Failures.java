package kz.dabyl.collector.adapter.ooni;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.PingError;

/** OONI's failures (its data format df-007 and what came before) in the words of a report. */
final class Failures {

    /** The first that a failure holds counts: a lookup that timed out is about names. */
    private static final Map<String, PingError> WORDS = words();

    private Failures() {}

    private static Map<String, PingError> words() {
        var words = new LinkedHashMap<String, PingError>();
        words.put("dns_", PingError.DNS);
        words.put("no such host", PingError.DNS);
        words.put("ssl_", PingError.TLS);
        words.put("timeout", PingError.TIMEOUT);
        words.put("timed_out", PingError.TIMEOUT);
        words.put("refused", PingError.REFUSED);
        words.put("reset", PingError.RESET);
        words.put("eof_error", PingError.RESET);
        words.put("connection_aborted", PingError.RESET);
        words.put("connection_already_closed", PingError.RESET);
        words.put("response_never_received", PingError.RESET);
        words.put("broken pipe", PingError.RESET);
        words.put("unreachable", PingError.UNREACHABLE);
        words.put("network_down", PingError.UNREACHABLE);
        words.put("no route to host", PingError.UNREACHABLE);
        words.put("connect_error", PingError.UNREACHABLE);
        words.put("http_", PingError.HTTP);
        return words;
    }

    /** What failed; empty where nothing did. Some of the oldest software wrote true and false. */
    static Optional<String> in(Field failure) {
        if (failure.node().isBoolean()) {
            return failure.node().booleanValue() ? Optional.of("unknown_failure") : Optional.empty();
        }
        return failure.text().filter(text -> !text.isEmpty());
    }

    /** What a failure is in a report; empty for one that is not the network's. */
    static Optional<PingError> error(String failure) {
        var text = failure.toLowerCase(Locale.ROOT);
        return WORDS.entrySet().stream()
                .filter(word -> text.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
