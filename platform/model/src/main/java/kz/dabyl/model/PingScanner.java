package kz.dabyl.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Scans the {@code pings} of a report; the rules are those of {@link PingReader}. Not thread-safe. */
final class PingScanner {

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
        return target == null || cursor.gaveUp() || (seen & PingFields.REQUIRED) != PingFields.REQUIRED
                ? null
                : new Ping(target, ok, rtt, error, kbps, tls);
    }

    private void scanField(Cursor cursor) {
        var field = cursor.name(PingFields.NAMES);
        switch (field) {
            case PingFields.TARGET -> target = cursor.word(targets);
            case PingFields.OK -> ok = cursor.flag();
            case PingFields.RTT -> rtt = cursor.skipNull() ? Double.NaN : cursor.number(PingReader.MAX_RTT_MILLIS);
            case PingFields.ERROR -> error = cursor.wordOrNull(errors);
            case PingFields.KBPS -> kbps = cursor.skipNull() ? Double.NaN : cursor.number(PingReader.MAX_KBPS);
            case PingFields.TLS -> tls = cursor.skipNull() ? null : scanTls(cursor);
            default -> cursor.giveUp();
        }
        seen = cursor.once(seen, field);
    }

    private @Nullable Tls scanTls(Cursor cursor) {
        var fields = 0;
        var issuer = "";
        var key = "";
        cursor.expect('{');
        do {
            var field = cursor.name(PingFields.TLS_NAMES);
            var text = field == PingFields.ISSUER
                    ? cursor.word(issuers)
                    : field == PingFields.KEY ? cursor.word(keys) : null;
            if (text == null) {
                cursor.giveUp();
                return null;
            }
            issuer = field == PingFields.ISSUER ? text : issuer;
            key = field == PingFields.KEY ? text : key;
            fields = cursor.once(fields, field);
        } while (cursor.another());
        cursor.expect('}');
        if (!issuer.equals(latest.issuer()) || !key.equals(latest.spkiSha256())) {
            latest = new Tls(issuer, key);
        }
        return latest;
    }
}
