package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

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
        if (cursor.gaveUp()
                || input[cursor.position()] != '}'
                || (seen & ReportFields.REQUIRED) != ReportFields.REQUIRED) {
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
        var field = cursor.name(ReportFields.NAMES);
        switch (field) {
            case ReportFields.PROBE -> scanProbe();
            case ReportFields.SEQ -> seq = cursor.integer(Long.MAX_VALUE);
            case ReportFields.AT -> at = cursor.time(times);
            case ReportFields.INTERVAL ->
                interval =
                        cursor.skipNull() ? Report.NO_PROMISE : (int) cursor.integer(ReportReader.MAX_INTERVAL_SECONDS);
            case ReportFields.PLACE -> place = cursor.word(places);
            case ReportFields.NETWORK -> network = cursor.word(networks);
            case ReportFields.ACCESS -> access = cursor.word(accesses);
            case ReportFields.BOOT -> scanBoot();
            case ReportFields.SOFTWARE -> scanSoftware();
            case ReportFields.POWER -> power = cursor.wordOrNull(powers);
            case ReportFields.PINGS -> pings.scan(cursor, input);
            default -> cursor.giveUp();
        }
        seen = cursor.once(seen, field);
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
            mustBeSoftware();
        }
    }

    /** See {@link ReportReader#isSoftware}. */
    private void mustBeSoftware() {
        for (var i = softwareFrom + 1; i < softwareTo - 1; i++) {
            if (input[i] == '/') {
                return;
            }
        }
        cursor.giveUp();
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
