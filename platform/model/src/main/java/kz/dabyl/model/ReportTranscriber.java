package kz.dabyl.model;

/**
 * Goes once over reports in JSON, checks them and writes them in the wire form as it goes, without making anything of them
 * in between. Takes only what is spelt as most do, like {@link Cursor}; the rules are those of {@link ReportReader}, which
 * is asked for the rest.
 *
 * <p>A sender spells its reports alike, so that most letters of one stand in the next: all but {@code probe}, {@code seq},
 * {@code at} and the numbers of {@code pings}. What stands between these is compared with what stood there in the last
 * report, by words, and is read field by field only where it differs; see {@link Boilerplate} and {@link PingSpelling}.
 * Invariant: the values of all fields in a boilerplate that is known are those in {@link ConstantFields}. Not thread-safe.
 */
public final class ReportTranscriber {

    /** What {@link #transcribe} gives for a report that it does not take. */
    public static final int UNUSUAL = -1;

    /** Zero bytes that must stand behind the input. */
    public static final int SLACK = Cursor.SLACK;

    private static final byte[] NONE = {};

    /** Behind the last field of a report, and before the first. */
    private static final int END = ReportFields.PINGS + 1;

    private static final int CHANGING = (1 << ReportFields.PROBE)
            | (1 << ReportFields.SEQ)
            | (1 << ReportFields.AT)
            | (1 << ReportFields.PINGS)
            | (1 << END);

    private final Cursor cursor = new Cursor();
    private final TimeScanner times = new TimeScanner();
    private final PingTranscriber pings = new PingTranscriber();
    private final ConstantFields constants = new ConstantFields();

    /** By the field that changes and stands before. */
    private final Boilerplate[] boilerplates = new Boilerplate[END + 1];

    /** What came behind each field, and behind the beginning, when it was last read. */
    private final int[] followers = new int[END + 1];

    private byte[] input = NONE;
    private boolean overLines;
    private int seen;
    private int probeFrom;
    private int probeTo;
    private long seq;
    private long at;

    public ReportTranscriber() {
        for (var field = 0; field <= END; field++) {
            boilerplates[field] = new Boilerplate();
        }
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
        if (overLines != this.overLines) {
            // What may stand on several lines may not stand on one.
            forget();
            this.overLines = overLines;
        }
        this.input = input;
        cursor.start(input, from, overLines);
        seen = 0;
        pings.reset();
        scan();
        if (cursor.gaveUp() || (seen & ReportFields.REQUIRED) != ReportFields.REQUIRED) {
            forget();
            return UNUSUAL;
        }
        var out = target.begin(input, probeFrom, probeTo, seq);
        constants.write(seen, out);
        pings.write(out);
        target.end(seq, at, constants.interval(seen));
        return cursor.position();
    }

    private void forget() {
        for (var boilerplate : boilerplates) {
            boilerplate.forget();
        }
        pings.forget();
    }

    /** Up to the closing brace, which belongs to the last of what stands between. */
    private void scan() {
        var before = END;
        do {
            var next = boilerplates[before].skip(cursor);
            if (next == Boilerplate.NOTHING) {
                next = scanBetween(before);
            } else {
                see(boilerplates[before].fields());
            }
            scanChanging(next);
            before = next;
        } while (before != END && !cursor.gaveUp());
    }

    /** Adds {@code fields} to those that were seen; what stands twice is spelt unusually. */
    private void see(int fields) {
        if ((seen & fields) != 0) {
            cursor.giveUp();
        }
        seen |= fields;
    }

    /** Goes field by field to the value of the next field that changes, and keeps what stands between. */
    private int scanBetween(int before) {
        var from = cursor.position();
        if (before == END) {
            cursor.expect('{');
        }
        var fields = 0;
        var next = before == END || cursor.another() ? name(before) : END;
        while (!cursor.gaveUp() && (CHANGING & (1 << next)) == 0) {
            constants.scan(next, cursor, input);
            fields = cursor.once(fields, next);
            next = cursor.another() ? name(next) : END;
        }
        if (next == END) {
            cursor.endObject();
        }
        see(fields);
        if (fields != boilerplates[before].fields()) {
            for (var boilerplate : boilerplates) {
                boilerplate.forgetIfAny(fields);
            }
        }
        boilerplates[before].learn(input, from, cursor.position(), fields, next);
        return next;
    }

    private int name(int before) {
        var field = cursor.name(ReportFields.NAMES, followers[before]);
        if (field != FieldNames.UNKNOWN) {
            followers[before] = field;
        }
        return field;
    }

    private void scanChanging(int field) {
        switch (field) {
            case ReportFields.PROBE -> scanProbe();
            case ReportFields.SEQ -> seq = cursor.integer(Long.MAX_VALUE);
            case ReportFields.AT -> at = cursor.time(times);
            case ReportFields.PINGS -> pings.scan(cursor, input);
            case END -> {
                return;
            }
            default -> cursor.giveUp();
        }
        seen = cursor.once(seen, field);
    }

    private void scanProbe() {
        cursor.nameText(FieldReader.MAX_WORD);
        probeFrom = cursor.textFrom();
        probeTo = cursor.textTo();
    }
}
