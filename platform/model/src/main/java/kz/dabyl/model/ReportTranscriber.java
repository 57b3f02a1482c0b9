package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Goes once over reports in JSON, checks them and writes them in the wire form as it goes, without making anything of them
 * in between. Takes only what is spelt as most do, like {@link Cursor}; the rules are those of {@link ReportReader}, which
 * is asked for the rest. Not thread-safe.
 */
public final class ReportTranscriber {

    /** What {@link #transcribe} gives for a report that it does not take. */
    public static final int UNUSUAL = -1;

    /** Zero bytes that must stand behind the input. */
    public static final int SLACK = Cursor.SLACK;

    private static final FieldNames FIELDS = new FieldNames(List.of(
            "probe", "seq", "at", "interval_s", "place", "network", "access", "boot", "software", "power", "pings"));
    private static final int PROBE = 0;
    private static final int SEQ = 1;
    private static final int AT = 2;
    private static final int INTERVAL = 3;
    private static final int PLACE = 4;
    private static final int NETWORK = 5;
    private static final int ACCESS = 6;
    private static final int BOOT = 7;
    private static final int SOFTWARE = 8;
    private static final int POWER = 9;
    private static final int PINGS = 10;
    private static final int REQUIRED =
            (1 << PROBE) | (1 << SEQ) | (1 << AT) | (1 << PLACE) | (1 << NETWORK) | (1 << ACCESS);

    private static final int PLACE_BITS = 12;
    private static final int FEW_BITS = 8;
    private static final byte[] NONE = {};
    private static final boolean[] OF_NAMES = ofNames();

    private final Cursor cursor = new Cursor();
    private final TimeScanner times = new TimeScanner();
    private final PingTranscriber pings = new PingTranscriber();
    private final Dictionary<byte[]> places = wire(PLACE_BITS, Places::canonical);
    private final Dictionary<byte[]> networks = wire(FEW_BITS, matching(ReportReader::isNetwork));
    private final Dictionary<Access> accesses = new Dictionary<>(FEW_BITS, FieldReader.MAX_WORD, Access::ofWord);
    private final Dictionary<Power> powers = new Dictionary<>(FEW_BITS, FieldReader.MAX_WORD, Power::ofWord);

    private byte[] input = NONE;
    private int seen;
    private int probeFrom;
    private int probeTo;
    private long seq;
    private long at;
    private int interval;
    private byte @Nullable [] place;
    private byte @Nullable [] network;
    private @Nullable Access access;
    private int bootFrom;
    private int bootTo;
    private int softwareFrom;
    private int softwareTo;
    private @Nullable Power power;

    private static boolean[] ofNames() {
        var letters = new boolean[128];
        for (var letter : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-".getBytes(US_ASCII)) {
            letters[letter] = true;
        }
        return letters;
    }

    private static Function<String, Optional<String>> matching(Predicate<String> good) {
        return text -> Optional.of(text).filter(good);
    }

    private static Dictionary<byte[]> wire(int slotBits, Function<String, Optional<String>> canonical) {
        return new Dictionary<>(
                slotBits, FieldReader.MAX_WORD, text -> canonical.apply(text).map(ReportTranscriber::wire));
    }

    /** A text as the wire has it. */
    static byte[] wire(String text) {
        var out = new WireOutput();
        out.string(text);
        return out.toByteArray();
    }

    /**
     * Adds the report that begins at {@code from} to {@code target}.
     *
     * @param input with {@link #SLACK} zero bytes behind what is in it
     * @param overLines whether line feeds are white space like any other
     * @return where it ends, or {@link #UNUSUAL}; then nothing has been added
     */
    public int transcribe(byte[] input, int from, boolean overLines, WireReports target) {
        this.input = input;
        cursor.start(input, from, overLines);
        reset();
        cursor.expect('{');
        do {
            scanField();
        } while (cursor.another());
        if (cursor.gaveUp() || input[cursor.position()] != '}' || (seen & REQUIRED) != REQUIRED) {
            return UNUSUAL;
        }
        write(target);
        return cursor.position() + 1;
    }

    private void reset() {
        seen = 0;
        interval = Report.NO_PROMISE;
        place = null;
        network = null;
        access = null;
        bootTo = bootFrom;
        softwareTo = softwareFrom;
        power = null;
        pings.reset();
    }

    private void scanField() {
        var field = cursor.name(FIELDS);
        switch (field) {
            case PROBE -> scanProbe();
            case SEQ -> seq = cursor.integer(Long.MAX_VALUE);
            case AT -> at = cursor.time(times);
            case INTERVAL ->
                interval =
                        cursor.skipNull() ? Report.NO_PROMISE : (int) cursor.integer(ReportReader.MAX_INTERVAL_SECONDS);
            case PLACE -> place = cursor.word(places);
            case NETWORK -> network = cursor.word(networks);
            case ACCESS -> access = cursor.word(accesses);
            case BOOT -> scanBoot();
            case SOFTWARE -> scanSoftware();
            case POWER -> power = cursor.wordOrNull(powers);
            case PINGS -> pings.scan(cursor, input);
            default -> cursor.giveUp();
        }
        seen = PingScanner.once(cursor, seen, field);
    }

    private void scanProbe() {
        cursor.text(1, FieldReader.MAX_WORD);
        if (cursor.gaveUp()) {
            return;
        }
        probeFrom = cursor.textFrom();
        probeTo = cursor.textTo();
        for (var i = probeFrom; i < probeTo; i++) {
            if (!OF_NAMES[input[i]]) {
                cursor.giveUp();
                return;
            }
        }
    }

    private void scanBoot() {
        if (!cursor.skipNull()) {
            cursor.text(1, ReportReader.MAX_BOOT);
            bootFrom = cursor.textFrom();
            bootTo = cursor.textTo();
        }
    }

    private void scanSoftware() {
        if (!cursor.skipNull()) {
            cursor.text(1, ReportReader.MAX_SOFTWARE);
            softwareFrom = cursor.textFrom();
            softwareTo = cursor.textTo();
        }
    }

    private void write(WireReports target) {
        if (place == null || network == null || access == null) {
            throw new IllegalStateException("a required field was seen and has no value");
        }
        var out = target.begin(input, probeFrom, probeTo, seq);
        out.varint(interval + 1);
        out.raw(place, 0, place.length);
        out.raw(network, 0, network.length);
        out.u8(access.wireCode());
        out.u8((bootTo == bootFrom ? 0 : LogCodec.HAS_BOOT)
                | (softwareTo == softwareFrom ? 0 : LogCodec.HAS_SOFTWARE)
                | (power == null ? 0 : LogCodec.HAS_POWER));
        if (bootTo != bootFrom) {
            out.bytes(input, bootFrom, bootTo);
        }
        if (softwareTo != softwareFrom) {
            out.bytes(input, softwareFrom, softwareTo);
        }
        if (power != null) {
            out.u8(power.wireCode());
        }
        pings.write(out);
        target.end(seq, at, interval);
    }
}
