package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads one element of a report's {@code pings}. Not thread-safe. */
final class PingReader {

    static final double MAX_RTT_MILLIS = 3_600_000;
    static final double MAX_KBPS = 1e9;
    static final int MAX_TARGET = 260;
    static final int MAX_ISSUER = 1024;
    static final int MAX_KEY = 64;

    private @Nullable String target;
    private @Nullable Boolean ok;
    private double rtt;
    private @Nullable PingError error;
    private double kbps;
    private @Nullable Tls tls;

    /** The ping, or null if a problem was noted in {@code fields}. */
    @Nullable
    Ping read(JsonParser json, FieldReader fields) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            fields.bad("", "expected an object, was " + FieldReader.shown(json));
            json.skipChildren();
            return null;
        }
        target = null;
        ok = null;
        rtt = Double.NaN;
        error = null;
        kbps = Double.NaN;
        tls = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            readField(json, name, fields);
        }
        if (target == null) {
            fields.bad("target", "is required");
        }
        if (ok == null) {
            fields.bad("ok", "is required");
        }
        if (error != null && Boolean.TRUE.equals(ok)) {
            fields.bad("error", "expected none of a target that answered, was " + error.word());
        }
        if (!Double.isNaN(rtt) && Boolean.FALSE.equals(ok)) {
            fields.bad("rtt_ms", "expected none of a target that did not answer");
        }
        return target == null || ok == null ? null : new Ping(target, ok, rtt, error, kbps, tls);
    }

    private void readField(JsonParser json, String name, FieldReader fields) throws IOException {
        switch (name) {
            case "target" -> target = readTarget(json, fields);
            case "ok" -> ok = readFlag(json, fields);
            case "rtt_ms" -> rtt = fields.number(json, "rtt_ms", MAX_RTT_MILLIS);
            case "kbps" -> kbps = fields.number(json, "kbps", MAX_KBPS);
            case "error" ->
                error = json.currentToken() == JsonToken.VALUE_NULL
                        ? null
                        : fields.word(
                                json,
                                "error",
                                PingError::ofWord,
                                "timeout, refused, reset, unreachable, dns, tls or http");
            case "tls" -> tls = readTls(json, fields);
            default -> json.skipChildren();
        }
    }

    private static @Nullable String readTarget(JsonParser json, FieldReader fields) throws IOException {
        var text = fields.text(json, "target", MAX_TARGET);
        if (text == null) {
            return null;
        }
        if (!isTarget(text)) {
            fields.bad(
                    "target",
                    "expected class/name with class international, domestic, platform or site, was '" + text + "'");
            return null;
        }
        return text;
    }

    /** Whether a class and a name stand in {@code text}. */
    static boolean isTarget(String text) {
        var ofTarget = TargetClass.ofTarget(text);
        return ofTarget.isPresent() && text.length() > ofTarget.get().word().length() + 1;
    }

    private static @Nullable Boolean readFlag(JsonParser json, FieldReader fields) throws IOException {
        var token = json.currentToken();
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        fields.bad("ok", "expected true or false, was " + FieldReader.shown(json));
        json.skipChildren();
        return null;
    }

    private static @Nullable Tls readTls(JsonParser json, FieldReader fields) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            fields.bad("tls", "expected an object, was " + FieldReader.shown(json));
            json.skipChildren();
            return null;
        }
        var issuer = "";
        var key = "";
        while (json.nextToken() != JsonToken.END_OBJECT) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "issuer" -> issuer = orEmpty(fields.optionalText(json, "tls/issuer", MAX_ISSUER));
                case "spki_sha256" -> key = orEmpty(fields.optionalText(json, "tls/spki_sha256", MAX_KEY));
                default -> json.skipChildren();
            }
        }
        return issuer.isEmpty() && key.isEmpty() ? null : new Tls(issuer, key);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
