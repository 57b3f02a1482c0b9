package kz.dabyl.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes over the {@code pings} of a report and writes them in the wire form, to be put behind the rest of it; the rules are
 * those of {@link PingReader}. Those that are spelt like one of late at the same place of a report, but for their numbers,
 * are known by its {@link PingSpelling}. Not thread-safe.
 */
final class PingTranscriber {

    private final Dictionary<byte[]> targets = new Dictionary<>(
            10,
            PingReader.MAX_TARGET,
            text -> Optional.of(text).filter(PingReader::isTarget).map(ReportTranscriber::wire));
    private final Dictionary<PingError> errors = new Dictionary<>(4, FieldReader.MAX_WORD, PingError::ofWord);

    /** Spellings that are tried at each place of a report: a few targets take turns there, and fail now and then. */
    private static final int SPELLINGS = 4;

    /** By place, the latest that fitted at the front. */
    private final @Nullable PingSpelling[] spellings = new PingSpelling[SPELLINGS * ReportReader.MAX_PINGS];

    private final PingSpelling.Marks marks = new PingSpelling.Marks();
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
        while (!cursor.gaveUp() && !cursor.skip(']')) {
            if (count == ReportReader.MAX_PINGS) {
                cursor.giveUp();
            } else if (transcribeKnown(cursor)) {
                count++;
            } else if (!scanNext(cursor, input)) {
                cursor.expect(']');
                return;
            }
        }
    }

    /** Forgets how pings were spelt. */
    void forget() {
        for (var spelling : spellings) {
            if (spelling != null) {
                spelling.forget();
            }
        }
    }

    private boolean transcribeKnown(Cursor cursor) {
        var front = SPELLINGS * count;
        for (var at = front; at < front + SPELLINGS; at++) {
            var spelling = spellings[at];
            if (spelling != null && spelling.transcribe(cursor, written)) {
                spellings[at] = spellings[front];
                spellings[front] = spelling;
                return true;
            }
        }
        return false;
    }

    /** False if there is none. */
    private boolean scanNext(Cursor cursor, byte[] input) {
        marks.begin(cursor.position());
        if (count > 0 && !cursor.another()) {
            return false;
        }
        scanPing(cursor, input);
        if (!cursor.gaveUp()) {
            learn(input);
            count++;
        }
        return true;
    }

    /** The newcomer goes to the front, the rearmost out. */
    private void learn(byte[] input) {
        var front = SPELLINGS * count;
        var rearmost = spellings[front + SPELLINGS - 1];
        System.arraycopy(spellings, front, spellings, front + 1, SPELLINGS - 1);
        var newcomer = rearmost == null ? new PingSpelling() : rearmost;
        newcomer.learn(input, written, marks);
        spellings[front] = newcomer;
    }

    private void scanPing(Cursor cursor, byte[] input) {
        seen = 0;
        rtt = Double.NaN;
        error = null;
        kbps = Double.NaN;
        // Not where they were: that may lie behind the end of this input.
        issuerFrom = 0;
        issuerTo = 0;
        keyFrom = 0;
        keyTo = 0;
        cursor.expect('{');
        do {
            scanField(cursor);
        } while (cursor.another());
        cursor.endObject();
        var contradictory = ok ? error != null : !Double.isNaN(rtt);
        if (cursor.gaveUp() || (seen & PingFields.REQUIRED) != PingFields.REQUIRED || contradictory) {
            cursor.giveUp();
        } else {
            marks.to = cursor.position();
            writePing(input);
        }
    }

    private void scanField(Cursor cursor) {
        var field = cursor.name(PingFields.NAMES);
        switch (field) {
            case PingFields.TARGET -> target = cursor.word(targets);
            case PingFields.OK -> ok = cursor.flag();
            case PingFields.RTT -> scanRtt(cursor);
            case PingFields.ERROR -> error = cursor.wordOrNull(errors);
            case PingFields.KBPS -> scanKbps(cursor);
            case PingFields.TLS -> {
                if (!cursor.skipNull()) {
                    scanTls(cursor);
                }
            }
            default -> cursor.giveUp();
        }
        seen = cursor.once(seen, field);
    }

    private void scanRtt(Cursor cursor) {
        if (!cursor.skipNull()) {
            marks.rttFrom = cursor.position();
            rtt = cursor.number(PingReader.MAX_RTT_MILLIS);
            marks.rttTo = cursor.position();
        }
    }

    private void scanKbps(Cursor cursor) {
        if (!cursor.skipNull()) {
            marks.kbpsFrom = cursor.position();
            kbps = cursor.number(PingReader.MAX_KBPS);
            marks.kbpsTo = cursor.position();
        }
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
        marks.wireFrom = written.size();
        written.raw(target, 0, target.length);
        written.u8((ok ? LogCodec.OK : 0)
                | (Double.isNaN(rtt) ? 0 : LogCodec.HAS_RTT)
                | (error == null ? 0 : LogCodec.HAS_ERROR)
                | (Double.isNaN(kbps) ? 0 : LogCodec.HAS_KBPS)
                | (tls ? LogCodec.HAS_TLS : 0));
        if (!Double.isNaN(rtt)) {
            written.f64(rtt);
            marks.wireRttTo = written.size();
        }
        if (error != null) {
            written.u8(error.wireCode());
        }
        if (!Double.isNaN(kbps)) {
            written.f64(kbps);
            marks.wireKbpsTo = written.size();
        }
        if (tls) {
            written.bytes(input, issuerFrom, issuerTo);
            written.bytes(input, keyFrom, keyTo);
        }
    }
}
