package kz.dabyl.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the {@code pings} of a report and writes them in the wire form, to be put behind the rest of it; the rules are
 * those of {@link PingReader}. Not thread-safe.
 */
final class PingTranscriber {

    private final Dictionary<byte[]> targets = new Dictionary<>(
            10,
            PingReader.MAX_TARGET,
            text -> Optional.of(text).filter(PingReader::isTarget).map(ReportTranscriber::wire));
    private final Dictionary<PingError> errors = new Dictionary<>(4, FieldReader.MAX_WORD, PingError::ofWord);

    private final WireOutput written = new WireOutput();
    private int count;

    private int seen;
    private byte @Nullable [] target;
    private boolean ok;
    private double rtt;
    private @Nullable PingError error;
    private double kbps;
    private int issuerFrom;
    private int issuerTo;
    private int keyFrom;
    private int keyTo;

    void reset() {
        written.truncate(0);
        count = 0;
    }

    void write(WireOutput out) {
        out.varint(count);
        out.raw(written);
    }

    void scan(Cursor cursor, byte[] input) {
        if (cursor.skipNull()) {
            return;
        }
        cursor.expect('[');
        if (cursor.skip(']')) {
            return;
        }
        do {
            if (count == ReportReader.MAX_PINGS) {
                cursor.giveUp();
                return;
            }
            scanPing(cursor, input);
        } while (cursor.another());
        cursor.expect(']');
    }

    private void scanPing(Cursor cursor, byte[] input) {
        seen = 0;
        rtt = Double.NaN;
        error = null;
        kbps = Double.NaN;
        issuerTo = issuerFrom;
        keyTo = keyFrom;
        cursor.expect('{');
        do {
            scanField(cursor);
        } while (cursor.another());
        cursor.expect('}');
        if (cursor.gaveUp() || (seen & PingFields.REQUIRED) != PingFields.REQUIRED || (ok && error != null)) {
            cursor.giveUp();
        } else {
            writePing(input);
            count++;
        }
    }

    private void scanField(Cursor cursor) {
        var field = cursor.name(PingFields.NAMES);
        switch (field) {
            case PingFields.TARGET -> target = cursor.word(targets);
            case PingFields.OK -> ok = cursor.flag();
            case PingFields.RTT -> rtt = cursor.skipNull() ? Double.NaN : cursor.number(PingReader.MAX_RTT_MILLIS);
            case PingFields.ERROR -> error = cursor.wordOrNull(errors);
            case PingFields.KBPS -> kbps = cursor.skipNull() ? Double.NaN : cursor.number(PingReader.MAX_KBPS);
            case PingFields.TLS -> {
                if (!cursor.skipNull()) {
                    scanTls(cursor);
                }
            }
            default -> cursor.giveUp();
        }
        seen = cursor.once(seen, field);
    }

    private void scanTls(Cursor cursor) {
        var fields = 0;
        cursor.expect('{');
        do {
            var field = cursor.name(PingFields.TLS_NAMES);
            cursor.text(1, field == PingFields.ISSUER ? PingReader.MAX_ISSUER : PingReader.MAX_KEY);
            if (field == PingFields.ISSUER) {
                issuerFrom = cursor.textFrom();
                issuerTo = cursor.textTo();
            } else {
                keyFrom = cursor.textFrom();
                keyTo = cursor.textTo();
            }
            fields = cursor.once(fields, field);
        } while (cursor.another());
        cursor.expect('}');
    }

    private void writePing(byte[] input) {
        if (target == null) {
            throw new IllegalStateException("a required field was seen and has no value");
        }
        var tls = issuerTo != issuerFrom || keyTo != keyFrom;
        written.raw(target, 0, target.length);
        written.u8((ok ? LogCodec.OK : 0)
                | (Double.isNaN(rtt) ? 0 : LogCodec.HAS_RTT)
                | (error == null ? 0 : LogCodec.HAS_ERROR)
                | (Double.isNaN(kbps) ? 0 : LogCodec.HAS_KBPS)
                | (tls ? LogCodec.HAS_TLS : 0));
        if (!Double.isNaN(rtt)) {
            written.f64(rtt);
        }
        if (error != null) {
            written.u8(error.wireCode());
        }
        if (!Double.isNaN(kbps)) {
            written.f64(kbps);
        }
        if (tls) {
            written.bytes(input, issuerFrom, issuerTo);
            written.bytes(input, keyFrom, keyTo);
        }
    }
}
