package kz.dabyl.collector.adapter.atlas;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.PingError;

/** What the words mean in which probes say why they got no answer. */
final class AtlasErrors {

    /** The first that occurs counts: a lookup that timed out is about names. */
    private static final Map<String, PingError> WORDS = words();

    private AtlasErrors() {}

    private static Map<String, PingError> words() {
        var words = new LinkedHashMap<String, PingError>();
        words.put("resolution", PingError.DNS);
        words.put("getaddrinfo", PingError.DNS);
        words.put("nameserver", PingError.DNS);
        words.put("dnserr", PingError.DNS);
        words.put("timeout", PingError.TIMEOUT);
        words.put("timed out", PingError.TIMEOUT);
        words.put("refused", PingError.REFUSED);
        words.put("reset", PingError.RESET);
        words.put("broken pipe", PingError.RESET);
        words.put("eof", PingError.RESET);
        words.put("unreachable", PingError.UNREACHABLE);
        words.put("no route", PingError.UNREACHABLE);
        words.put("connect", PingError.UNREACHABLE);
        words.put("send", PingError.UNREACHABLE);
        words.put("ssl", PingError.TLS);
        words.put("tls", PingError.TLS);
        words.put("handshake", PingError.TLS);
        words.put("certificate", PingError.TLS);
        return words;
    }

    /**
     * What an error says, a string or an object whose names say it.
     *
     * @param otherwise where no word is known
     */
    static PingError of(Field error, PingError otherwise) {
        var said = error.node().isTextual()
                ? error.node().textValue()
                : error.node().toString();
        var text = said.toLowerCase(Locale.ROOT);
        return WORDS.entrySet().stream()
                .filter(word -> text.contains(word.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }
}
