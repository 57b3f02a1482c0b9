package kz.dabyl.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scans the {@code pings} of a report; the rules are those of {@link PingReader}. Not thread-safe. */
final class PingScanner {

    private static final FieldNames FIELDS = new FieldNames(List.of("target", "ok", "rtt_ms", "error", "kbps", "tls"));
    private static final int TARGET = 0;
    private static final int OK = 1;
    private static final int RTT = 2;
    private static final int ERROR = 3;
    private static final int KBPS = 4;
    private static final int TLS = 5;
    private static final int REQUIRED = (1 << TARGET) | (1 << OK);

    private static final FieldNames TLS_FIELDS = new FieldNames(List.of("issuer", "spki_sha256"));
    private static final int ISSUER = 0;
    private static final int KEY = 1;

    private final Dictionary<String> targets = new Dictionary<>(
            10, PingReader.MAX_TARGET, text -> Optional.of(text).filter(PingReader::isTarget));
    private final Dictionary<PingError> errors = new Dictionary<>(4, FieldReader.MAX_WORD, PingError::ofWord);
    private final Dictionary<String> issuers = new Dictionary<>(8, PingReader.MAX_ISSUER, Optional::of);
    private final Dictionary<String> keys = new Dictionary<>(8, PingReader.MAX_KEY, Optional::of);

    private final Ping[] pings = new Ping[ReportReader.MAX_PINGS];
    private Tls latest = new Tls("", "");

    private int seen;
    private @Nullable String target;
    private boolean ok;
    private double rtt;
    private @Nullable PingError error;
    private double kbps;
    private @Nullable Tls tls;

    List<Ping> scan(Cursor cursor) {
        if (cursor.skipNull()) {
            return List.of();
        }
        cursor.expect('[');
        if (cursor.skip(']')) {
            return List.of();
        }
        var count = 0;
        do {
            var ping = scanPing(cursor);
            if (ping == null || count == pings.length) {
                cursor.giveUp();
                return List.of();
            }
            pings[count++] = ping;
        } while (cursor.another());
        cursor.expect(']');
        var read = new Ping[count];
        System.arraycopy(pings, 0, read, 0, count);
        return List.of(read);
    }

    private @Nullable Ping scanPing(Cursor cursor) {
        seen = 0;
        target = null;
        rtt = Double.NaN;
        error = null;
        kbps = Double.NaN;
        tls = null;
        cursor.expect('{');
        do {
            scanField(cursor);
        } while (cursor.another());
        cursor.expect('}');
        return target == null || cursor.gaveUp() || (seen & REQUIRED) != REQUIRED
                ? null
                : new Ping(target, ok, rtt, error, kbps, tls);
    }

    private void scanField(Cursor cursor) {
        var field = cursor.name(FIELDS);
        switch (field) {
            case TARGET -> target = cursor.word(targets);
            case OK -> ok = cursor.flag();
            case RTT -> rtt = cursor.skipNull() ? Double.NaN : cursor.number(PingReader.MAX_RTT_MILLIS);
            case ERROR -> error = cursor.wordOrNull(errors);
            case KBPS -> kbps = cursor.skipNull() ? Double.NaN : cursor.number(PingReader.MAX_KBPS);
            case TLS -> tls = cursor.skipNull() ? null : scanTls(cursor);
            default -> cursor.giveUp();
        }
        seen = once(cursor, seen, field);
    }

    private @Nullable Tls scanTls(Cursor cursor) {
        var fields = 0;
        var issuer = "";
        var key = "";
        cursor.expect('{');
        do {
            var field = cursor.name(TLS_FIELDS);
            var text = field == ISSUER ? cursor.word(issuers) : field == KEY ? cursor.word(keys) : null;
            if (text == null) {
                cursor.giveUp();
                return null;
            }
            issuer = field == ISSUER ? text : issuer;
            key = field == KEY ? text : key;
            fields = once(cursor, fields, field);
        } while (cursor.another());
        cursor.expect('}');
        if (!issuer.equals(latest.issuer()) || !key.equals(latest.spkiSha256())) {
            latest = new Tls(issuer, key);
        }
        return latest;
    }

    /** Adds {@code field} to those that were {@code seen}; what stands twice is spelt unusually. */
    static int once(Cursor cursor, int seen, int field) {
        var with = seen | (1 << field);
        if (with == seen) {
            cursor.giveUp();
        }
        return with;
    }
}
