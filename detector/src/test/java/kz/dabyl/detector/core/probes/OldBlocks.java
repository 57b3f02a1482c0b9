package kz.dabyl.detector.core.probes;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Report;
import kz.dabyl.model.WireOutput;

/**
 * Blocks of probes as version 2 stored them: every field is what twenty years of a log may make of it. In what is full every
 * field is set, and as large as it can be, or nearly so.
 */
final class OldBlocks {

    static final int MOST_RANGES = 32;
    static final int MOST_TARGETS = 16;

    /** Where the log stands when they were stored. */
    static final long NOW = TestCity.START;

    private static final long YEARS_MILLIS = 20 * 365 * 86_400_000L;
    private static final long WEEK_MILLIS = 7 * 86_400_000L;
    private static final int YEARS_HOPS = (int) (YEARS_MILLIS / HopSummary.HOP_MILLIS);
    private static final int MOST_HOPS = Integer.MAX_VALUE;

    private static final List<Integer> FAILING = List.of(1, 2, 3, 4, 5, 6, 7);
    private static final List<Integer> FOREIGN = List.of(8);
    private static final List<Integer> SLOW = List.of(16, 17, 18, 19, 24, 25, 26, 27);

    private final Random random;
    private final boolean full;
    private final WireOutput out = new WireOutput();

    /** By the name of the probe. */
    private final Map<String, Long> highest = new TreeMap<>();

    /** A fold of so many probes that one collector hears. */
    OldBlocks(Random random, int probes, boolean full) {
        this.random = random;
        this.full = full;
        block(probes);
    }

    ProbeFold fold() {
        return ProbeFoldCodec.decode(0, 1, List.of(head(), out.toByteArray()));
    }

    /** Of each probe the highest number of its reports. */
    Map<String, Long> highest() {
        return highest;
    }

    static String name(int number) {
        return (number % 4 == 1 ? "domestic/" : "site/") + number + ".example";
    }

    static String boot(int number) {
        return "é".repeat(32) + String.format("%032d", number);
    }

    private static byte[] head() {
        var out = new WireOutput();
        out.u8(2);
        out.varint(1);
        out.i64(NOW - YEARS_MILLIS);
        out.i64(HopSummary.hopOf(NOW));
        out.i64(NOW);
        out.varint(1);
        out.string("c1");
        out.i64(NOW);
        out.varint(1000);
        out.i64(0);
        out.varint(0);
        return out.toByteArray();
    }

    private void block(int probes) {
        out.u8(2);
        out.varint(MOST_TARGETS);
        IntStream.range(0, MOST_TARGETS).mapToObj(OldBlocks::name).forEach(out::string);
        out.varint(probes);
        for (var i = 0; i < probes; i++) {
            out.string("p" + i);
            highest.put("p" + i, sequence());
            probe();
        }
    }

    private void probe() {
        out.string(full ? TestCity.CENTRE : pick(List.of(TestCity.CENTRE, TestCity.WEST, "KZ-75", "KZ")));
        out.string(full ? "AS4294967295" : pick(List.of("401-01", "AS9198")));
        out.u8(random.nextInt(2));
        out.string(full || random.nextBoolean() ? "c1" : "c2");
        var lastHeard = NOW - random.nextInt((int) WEEK_MILLIS);
        out.i64(lastHeard - longer(YEARS_MILLIS));
        out.u8(random.nextInt(32));
        out.string(full || random.nextBoolean() ? boot(random.nextInt(2)) : "");
        out.varint(full ? 65_535 : random.nextInt(65_536));
        out.signed(full ? 3600 : pick(List.of(Report.NO_PROMISE, Report.GOODBYE, 5, 30, 300, 3600)));
        out.i64(lastHeard);
        out.varint(longer(YEARS_HOPS));
        out.f64(random.nextFloat() * 500);
        out.f64(random.nextFloat() * 100);
        out.f64(random.nextFloat() * 500);
        out.f64(random.nextFloat() * 10);
        out.i64(
                full || random.nextBoolean()
                        ? random.nextInt((int) WEEK_MILLIS) * (random.nextBoolean() ? 1L : -1L)
                        : Long.MAX_VALUE);
        out.u8(random.nextInt(256));
        var dark = full || random.nextInt(4) == 0;
        out.u8(dark ? 1 : 0);
        out.i64(dark ? lastHeard - longer(YEARS_MILLIS) : lastHeard);
        out.i64(dark ? random.nextInt() : 0);
        targets((int) HopSummary.hopOf(lastHeard));
    }

    private long sequence() {
        var ranges = full ? MOST_RANGES : random.nextInt(MOST_RANGES + 1);
        // The fuller the narrower: those that are too far back are not kept.
        var width = full ? Sequence.NEW_COUNTER / (2 * MOST_RANGES) : 1 + random.nextInt(20_000);
        var missing = new long[2 * ranges];
        var number = full ? Long.MAX_VALUE / 2 + random.nextInt() : random.nextInt(1_000_000);
        var first = number;
        for (var i = 0; i < missing.length; i += 2) {
            missing[i] = number + 2 + longer(width);
            missing[i + 1] = missing[i] + longer(width);
            number = missing[i + 1];
        }
        var last = number + 1 + longer(width);
        out.signed(last);
        out.signed(full || random.nextBoolean() ? first / 2 : -1);
        out.varint(ranges);
        for (var seen : missing) {
            out.varint(seen);
        }
        return last;
    }

    private void targets(int hop) {
        var count = full ? MOST_TARGETS : random.nextInt(MOST_TARGETS + 1);
        out.varint(count);
        for (var i = 0; i < count; i++) {
            out.varint(i);
            target(full ? random.nextInt(MOST_HOPS) : random.nextInt(4) > 0 ? hop : hop - (int) longer(YEARS_HOPS));
        }
    }

    private void target(int measured) {
        var hops = full ? MOST_HOPS : YEARS_HOPS;
        usual();
        usual();
        out.varint(measured);
        var row = full || random.nextInt(3) == 0 ? 1 + random.nextInt(15) : 0;
        var never = !full && row > 0 && random.nextInt(3) == 0;
        var family = row == 0 ? 0 : 1 + random.nextInt(3);
        var wells = never ? 0 : 1 + random.nextInt(3);
        out.signed(row == 0 ? 0 : never ? measured : longer(hops));
        out.u8(family << 4 | row);
        out.u8(pick(List.of(List.of(1), FAILING, FOREIGN, SLOW).get(family)));
        var turns = row > 0 && (full || random.nextInt(3) == 0) ? 1 : 0;
        out.u8(wells << 4 | turns);
        out.signed(turns == 0 && random.nextBoolean() ? measured : longer(hops));
        out.u8(family == 3 ? (1 + random.nextInt(4)) << 4 | random.nextInt(5) : 0);
        f32(random.nextFloat());
        var issuer = full || random.nextBoolean() ? 1 + random.nextInt(65_535) : 0;
        var other = issuer > 0 && (full || random.nextInt(4) == 0) ? 1 + random.nextInt(65_535) : 0;
        out.varint(issuer);
        out.varint(other);
        out.varint(other == 0 ? 0 : full ? random.nextInt(MOST_HOPS) : measured - longer(hops));
    }

    private void usual() {
        var samples = full ? 20 : random.nextInt(21);
        out.u8(samples);
        if (samples > 0) {
            f32(1 + random.nextFloat() * 1000);
        }
    }

    private void f32(float value) {
        var bits = Float.floatToRawIntBits(value);
        for (var shift = 24; shift >= 0; shift -= 8) {
            out.u8(bits >>> shift);
        }
    }

    /** From 0 to before {@code limit}, in a full state from half of it. */
    private long longer(long limit) {
        return full ? limit - 1 - (long) (random.nextDouble() * limit / 2) : (long) (random.nextDouble() * limit);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
