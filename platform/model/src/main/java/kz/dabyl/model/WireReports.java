package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Objects;

/**
 * Reports in the wire form of {@link LogCodec}, one behind the other, and of each what has to be known to put it into a
 * record. A report is ready but for its time of measurement: the wire gives that before its receipt, which comes later.
 *
 * <p>Filled by one thread and then handed over: not thread-safe, and never changed once another thread has it.
 */
public final class WireReports {

    /** What a report takes, mostly less. */
    public static final int USUAL_BYTES = 224;

    private static final int MOST_EXPECTED = 1_024;

    private static final int NUMBERS = 2;
    private static final int MARKS = 3;
    private static final int REST = 0;
    private static final int END = 1;
    private static final int INTERVAL = 2;

    private final WireOutput bytes;
    /** Of each report seq and time of measurement. */
    private long[] numbers;
    /** Of each report where its part behind that time begins, where it ends, and its interval. */
    private int[] marks;

    private int size;

    /**
     * @param expected about how many there will be
     * @param bytesEach about how many bytes each will take
     */
    public WireReports(int expected, int bytesEach) {
        // A body's length promises nothing: beyond this they come before their room does.
        var rows = Math.max(1, Math.min(MOST_EXPECTED, expected));
        bytes = new WireOutput(rows * bytesEach);
        numbers = new long[rows * NUMBERS];
        marks = new int[rows * MARKS];
    }

    /** For one report, and more if they come. */
    public static WireReports ofOne() {
        return new WireReports(1, USUAL_BYTES);
    }

    public static WireReports of(Iterable<Report> reports) {
        var written = ofOne();
        reports.forEach(written::add);
        return written;
    }

    /** Adds a report at the end. */
    public void add(Report report) {
        var name = report.probe().getBytes(UTF_8);
        var out = begin(name, 0, name.length, report.seq());
        LogCodec.writeRest(out, report);
        end(report.seq(), report.at(), report.intervalSeconds());
    }

    /** Begins a report; what stands behind its time of measurement is for the caller to write. */
    WireOutput begin(byte[] name, int from, int to, long seq) {
        if (marks.length == size * MARKS) {
            marks = Arrays.copyOf(marks, 2 * marks.length);
            numbers = Arrays.copyOf(numbers, 2 * numbers.length);
        }
        bytes.bytes(name, from, to);
        bytes.varint(seq);
        marks[size * MARKS + REST] = bytes.size();
        return bytes;
    }

    /** Ends the report that was begun. */
    void end(long seq, long at, int intervalSeconds) {
        numbers[size * NUMBERS] = seq;
        numbers[size * NUMBERS + 1] = at;
        marks[size * MARKS + END] = bytes.size();
        marks[size * MARKS + INTERVAL] = intervalSeconds;
        size++;
    }

    /** Takes the last report away again. */
    public void removeLast() {
        Objects.checkIndex(size - 1, size);
        size--;
        bytes.truncate(from(size));
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public String probe(int index) {
        return new String(bytes.array(), nameFrom(index), nameLength(index), UTF_8);
    }

    /** The name of its probe in UTF-8. */
    public byte[] name(int index) {
        var from = nameFrom(index);
        return Arrays.copyOfRange(bytes.array(), from, from + nameLength(index));
    }

    /** Bytes that all of them take. */
    public int bytes() {
        return bytes.size();
    }

    /** Whether this is a report of that probe, its name in UTF-8. */
    public boolean isOf(byte[] probe, int index) {
        var from = nameFrom(index);
        return Arrays.equals(bytes.array(), from, from + nameLength(index), probe, 0, probe.length);
    }

    /** Whether two reports are of one probe and bear one number. */
    public boolean same(int one, int other) {
        var oneFrom = nameFrom(one);
        var otherFrom = nameFrom(other);
        return seq(one) == seq(other)
                && Arrays.equals(
                        bytes.array(),
                        oneFrom,
                        oneFrom + nameLength(one),
                        bytes.array(),
                        otherFrom,
                        otherFrom + nameLength(other));
    }

    /** A hash of the name of its probe, for tables that a stranger must not be able to fill unevenly. */
    public long nameHash(int index, long seed) {
        var hash = seed;
        var from = nameFrom(index);
        var length = nameLength(index);
        for (var read = 0; read < length; read += Long.BYTES) {
            var word = Words.at(bytes.array(), from + read);
            var letters = length - read < Long.BYTES ? Words.lowest(word, length - read) : word;
            // Both halves of the product: its low one alone tells nothing of the seed in what high bits do.
            var mixed = hash ^ letters;
            hash = Math.multiplyHigh(mixed, seed) ^ (mixed * seed);
        }
        return hash;
    }

    public long seq(int index) {
        return numbers[index * NUMBERS];
    }

    /** When it was measured, epoch milliseconds of the probe's clock. */
    public long at(int index) {
        return numbers[index * NUMBERS + 1];
    }

    /** Whether its clock cannot be believed, see {@link Report#misdated(long)}. */
    public boolean misdated(int index, long received) {
        return Report.misdated(at(index), received);
    }

    /** The promise, or {@link Report#GOODBYE} or {@link Report#NO_PROMISE}. */
    public int intervalSeconds(int index) {
        return marks[index * MARKS + INTERVAL];
    }

    /** About as many bytes as it takes in a record. */
    public int bytes(int index) {
        return marks[index * MARKS + END] - from(index) + Long.BYTES;
    }

    /** Writes a report as received at {@code received} (epoch milliseconds), and as measured then if it is misdated. */
    public void write(int index, long received, WireOutput out) {
        var rest = marks[index * MARKS + REST];
        out.raw(bytes.array(), from(index), rest);
        out.signed(misdated(index, received) ? 0 : received - at(index));
        out.raw(bytes.array(), rest, marks[index * MARKS + END]);
    }

    private int from(int index) {
        return index == 0 ? 0 : marks[(index - 1) * MARKS + END];
    }

    private int nameFrom(int index) {
        return from(index) + 1;
    }

    /** Names have at most 64 bytes, so that their length is one byte. */
    private int nameLength(int index) {
        return bytes.array()[from(index)];
    }
}
