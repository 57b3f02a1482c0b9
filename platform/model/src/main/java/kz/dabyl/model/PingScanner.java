package kz.dabyl.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Scans the {@code pings} of a report; the rules are those of {@link PingReader}. Those that are spelt like one before at the
 * same place of a report, but for their numbers, are read by its {@link PingForm}. Not thread-safe.
 */
final class PingScanner {

    private final Dictionary<String> targets = new Dictionary<>(
            10, PingReader.MAX_TARGET, text -> Optional.of(text).filter(PingReader::isTarget));
    private final Dictionary<PingError> errors = new Dictionary<>(4, FieldReader.MAX_WORD, PingError::ofWord);
    private final Dictionary<String> issuers = new Dictionary<>(8, PingReader.MAX_ISSUER, Optional::of);
    private final Dictionary<String> keys = new Dictionary<>(8, PingReader.MAX_KEY, Optional::of);

    /** Forms that are tried at each place of a report: a few targets take turns there, and fail now and then. */
    private static final int FORMS = 4;

    private final Ping[] pings = new Ping[ReportReader.MAX_PINGS];

    /** By place, the latest that fitted at the front. */
    private final @Nullable PingForm[] forms = new PingForm[FORMS * ReportReader.MAX_PINGS];

    private Tls latest = new Tls("", "");

    private int seen;
    private @Nullable String target;
    private boolean ok;
    private double rtt;
    private @Nullable PingError error;
    private double kbps;
    private @Nullable Tls tls;
    private int rttFrom;
    private int rttTo;
    private int kbpsFrom;
    private int kbpsTo;
    private int to;

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
            var ping = count == pings.length ? null : scanPing(cursor, count);
            if (ping == null) {
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

    private @Nullable Ping scanPing(Cursor cursor, int place) {
        for (var at = FORMS * place; at < FORMS * (place + 1); at++) {
            var form = forms[at];
            var ping = form == null ? null : form.read(cursor);
            if (ping != null) {
                forms[at] = forms[FORMS * place];
                forms[FORMS * place] = form;
                cursor.skipSpace();
                return ping;
            }
        }
        var from = cursor.position();
        var ping = scanAnew(cursor);
        if (ping != null) {
            var span = new PingForm.Span(from, rttFrom, rttTo, kbpsFrom, kbpsTo, to);
            learn(PingForm.of(ping, cursor, span), FORMS * place);
        }
        return ping;
    }

    /** The newcomer goes to the front, the rearmost out. */
    private void learn(@Nullable PingForm form, int front) {
        if (form != null) {
            System.arraycopy(forms, front, forms, front + 1, FORMS - 1);
            forms[front] = form;
        }
    }

    private @Nullable Ping scanAnew(Cursor cursor) {
        seen = 0;
        target = null;
        rtt = Double.NaN;
        error = null;
        kbps = Double.NaN;
        tls = null;
        rttFrom = PingForm.Span.NONE;
        kbpsFrom = PingForm.Span.NONE;
        cursor.expect('{');
        do {
            scanField(cursor);
        } while (cursor.another());
        to = cursor.position() + 1;
        cursor.expect('}');
        if (ok ? error != null : !Double.isNaN(rtt)) {
            cursor.giveUp();
        }
        return target == null || cursor.gaveUp() || (seen & PingFields.REQUIRED) != PingFields.REQUIRED
                ? null
                : new Ping(target, ok, rtt, error, kbps, tls);
    }

    private void scanField(Cursor cursor) {
        var field = cursor.name(PingFields.NAMES);
        switch (field) {
            case PingFields.TARGET -> target = cursor.word(targets);
            case PingFields.OK -> ok = cursor.flag();
            case PingFields.RTT -> scanRtt(cursor);
            case PingFields.ERROR -> error = cursor.wordOrNull(errors);
            case PingFields.KBPS -> scanKbps(cursor);
            case PingFields.TLS -> tls = cursor.skipNull() ? null : scanTls(cursor);
            default -> cursor.giveUp();
        }
        seen = cursor.once(seen, field);
    }

    private void scanRtt(Cursor cursor) {
        if (!cursor.skipNull()) {
            rttFrom = cursor.position();
            rtt = cursor.number(PingReader.MAX_RTT_MILLIS);
            rttTo = cursor.position();
        }
    }

    private void scanKbps(Cursor cursor) {
        if (!cursor.skipNull()) {
            kbpsFrom = cursor.position();
            kbps = cursor.number(PingReader.MAX_KBPS);
            kbpsTo = cursor.position();
        }
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
