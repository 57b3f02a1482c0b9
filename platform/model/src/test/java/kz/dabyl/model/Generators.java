package kz.dabyl.model;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.LongArbitrary;
import org.jspecify.annotations.Nullable;

/** Values of the domain, the odd ones included, as a collector or a fold could have made them. */
final class Generators {

    private static final long LAST_MILLI = 253_402_300_799_999L;

    private Generators() {}

    static Arbitrary<Report> reports() {
        var identity = Combinators.combine(
                        Arbitraries.strings()
                                .withChars("abcXYZ019_-")
                                .ofMinLength(1)
                                .ofMaxLength(64),
                        Arbitraries.longs().greaterOrEqual(0),
                        times(),
                        Arbitraries.integers().between(-1, 3600))
                .as(Identity::new);
        var origin = Combinators.combine(places(), networks(), Arbitraries.of(Access.class))
                .as(Cell::new);
        var extras = Combinators.combine(
                        orNull(text(64)),
                        orNull(text(120).map(version -> "probe/" + version)),
                        orNull(Arbitraries.of(Power.class)))
                .as(Extras::new);
        return Combinators.combine(
                        identity, origin, extras, pings().list().ofMaxSize(32).withoutEdgeCases())
                .as((id, cell, extra, pings) -> new Report(
                        id.probe,
                        id.seq,
                        id.at,
                        id.interval,
                        cell.place(),
                        cell.network(),
                        cell.access(),
                        extra.boot,
                        extra.software,
                        extra.power,
                        pings));
    }

    static Arbitrary<Ping> pings() {
        var targets = Combinators.combine(Arbitraries.of(TargetClass.class), text(100))
                .as((targetClass, name) -> targetClass.word() + "/" + name);
        return Combinators.combine(
                        targets,
                        Arbitraries.of(true, false),
                        measured(3_600_000),
                        orNull(Arbitraries.of(PingError.class)),
                        measured(1e9),
                        orNull(Combinators.combine(text(200), text(64)).as(Tls::new)))
                .as((target, ok, rtt, error, kbps, tls) -> new Ping(target, ok, rtt, ok ? null : error, kbps, tls));
    }

    static Arbitrary<HopSummary> hops() {
        var hop = Arbitraries.longs().between(0, HopSummary.hopOf(LAST_MILLI));
        return hop.flatMap(h -> Combinators.combine(
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(1, 1_000),
                        clocks().withoutEdgeCases().list().ofMaxSize(3),
                        cells(h).withoutEdgeCases().list().ofMaxSize(4))
                .as((partition, partitions, clocks, cells) -> new HopSummary(partition, partitions, h, clocks, cells)));
    }

    /** Epoch milliseconds that a time in the contract's form can have. */
    static LongArbitrary times() {
        return Arbitraries.longs().between(0, LAST_MILLI);
    }

    private static Arbitrary<HopSummary.CollectorClock> clocks() {
        return Combinators.combine(text(20), times(), Arbitraries.of(true, false))
                .as(HopSummary.CollectorClock::new);
    }

    private static Arbitrary<CellSummary> cells(long hop) {
        var cell = Combinators.combine(places(), networks(), Arbitraries.of(Access.class))
                .as(Cell::new);
        var count = Arbitraries.integers().greaterOrEqual(0);
        var before = Arbitraries.longs().between(0, hop);
        var bucket = Arbitraries.integers().between(0, CellSummary.BUCKETS - 1);
        var cohorts = Combinators.combine(
                        before,
                        Arbitraries.integers().between(1, 3600),
                        bucket,
                        bucket,
                        Arbitraries.integers().between(0, 0xFF_FFFF),
                        count,
                        count,
                        Arbitraries.integers().between(0, 7))
                .as((lastHeard, interval, loss, sleep, origin, probes, percent, flags) -> new CellSummary.Cohort(
                        lastHeard,
                        interval,
                        loss,
                        sleep,
                        origin >>> 8,
                        origin & 0xFF,
                        probes,
                        percent,
                        (flags & 1) != 0,
                        (flags & 2) != 0,
                        (flags & 4) != 0));
        var returns = Combinators.combine(before, count, count).as(CellSummary.Return::new);
        var late = Combinators.combine(Arbitraries.longs().between(0, hop + 1_000), count, count, count)
                .as(CellSummary.Late::new);
        var troubles = Combinators.combine(
                        Arbitraries.of(Ailment.class),
                        before,
                        Arbitraries.integers().between(1, CellSummary.MOST_RESULTS),
                        bucket,
                        count,
                        count,
                        Arbitraries.of(true, false))
                .as(CellSummary.Trouble::new);
        var targets = Combinators.combine(
                        text(20),
                        count,
                        count,
                        count,
                        troubles.withoutEdgeCases().list().ofMaxSize(3))
                .as(CellSummary.TargetTally::new);
        var sources = Combinators.combine(count, count).as(CellSummary.Sources::new);
        return Combinators.combine(
                        cell,
                        text(20),
                        Combinators.combine(count, count).as((heard, losses) -> new int[] {heard, losses}),
                        sources,
                        cohorts.withoutEdgeCases().list().ofMaxSize(5),
                        returns.withoutEdgeCases().list().ofMaxSize(3),
                        late.withoutEdgeCases().list().ofMaxSize(3),
                        targets.withoutEdgeCases().list().ofMaxSize(4))
                .as((c, collector, counts, unpromised, present, back, kept, targetTallies) -> new CellSummary(
                        c, collector, counts[0], counts[1], unpromised, present, back, kept, targetTallies));
    }

    private static Arbitrary<String> places() {
        return Arbitraries.of("8820e60003fffff", "8720e60a5ffffff", "8520e607fffffff", "KZ", "KZ-75", "ZZ");
    }

    private static Arbitrary<String> networks() {
        return Arbitraries.of("401-01", "401-77", "310-410", "AS9198", "AS4294967295");
    }

    /** Text in several scripts, with what JSON must escape; no half surrogate pairs, which no UTF-8 can hold. */
    private static Arbitrary<String> text(int maxLength) {
        return Arbitraries.of("a", "Z", "0", "/", ".", "\"", "\\", "\n", "\u0000", "ә", "Ж", "日", "😀")
                .list()
                .ofMinSize(1)
                .ofMaxSize(maxLength / 2)
                .map(parts -> String.join("", parts))
                .withoutEdgeCases();
    }

    private static Arbitrary<Double> measured(double max) {
        return Arbitraries.doubles().between(0, max).injectNull(0.3).map(value -> value == null ? Double.NaN : value);
    }

    private static <T> Arbitrary<@Nullable T> orNull(Arbitrary<T> values) {
        return values.injectNull(0.3);
    }

    private record Identity(String probe, long seq, long at, int interval) {}

    private record Extras(
            @Nullable String boot,
            @Nullable String software,
            @Nullable Power power) {}

    /** The odd neighbours of every number that takes another byte in LEB128. */
    static List<Long> varintEdges() {
        return List.of(0L, 1L, 127L, 128L, 16_383L, 16_384L, (1L << 35) - 1, 1L << 35, Long.MAX_VALUE, -1L);
    }
}
