package kz.dabyl.bench.ingest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What was measured, as medians over the rounds. A ratio is the median of those of single rounds: all speeds of a machine move
 * together, and medians may come from different rounds. Not thread-safe.
 */
final class IngestTable {

    private static final String HEAD = """
            | reports a request | reports/s | p50 / p99 / p99.9 ms | CPU µs a report: collector | broker | generator \
            | other cores | ÷ empty handler | ÷ bare loop | ÷ Kafka's tool |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            """;

    private static final String HEAD_OF_HALF = """

            | reports a request, half of saturation | p50 / p99 / p99.9 ms | empty handler at the same rate | ratio of p99 \
            | empty handler at half of its own | ratio of p99 |
            | --- | --- | --- | --- | --- | --- |
            """;

    private final Map<Integer, List<Measurement>> collector = new TreeMap<>();
    private final Map<Integer, List<Measurement>> empty = new TreeMap<>();
    private final Map<Integer, List<Measurement>> collectorAtHalf = new TreeMap<>();
    private final Map<Integer, List<Measurement>> emptyAtHalf = new TreeMap<>();
    private final Map<Integer, List<Measurement>> emptyAtItsOwnHalf = new TreeMap<>();
    private final List<Measuring.BareLoop> loop = new ArrayList<>();
    private final List<Double> tool = new ArrayList<>();

    void collector(Measurement measured) {
        add(collector, measured);
    }

    void empty(Measurement measured) {
        add(empty, measured);
    }

    void collectorAtHalf(Measurement measured) {
        add(collectorAtHalf, measured);
    }

    void emptyAtHalf(Measurement measured) {
        add(emptyAtHalf, measured);
    }

    void emptyAtItsOwnHalf(Measurement measured) {
        add(emptyAtItsOwnHalf, measured);
    }

    private static void add(Map<Integer, List<Measurement>> table, Measurement measured) {
        table.computeIfAbsent(measured.batch(), batch -> new ArrayList<>()).add(measured);
    }

    void loop(Measuring.BareLoop measured) {
        loop.add(measured);
    }

    void tool(double recordsPerSecond) {
        tool.add(recordsPerSecond);
    }

    /** Reports a second that the collector took, the median. */
    double saturation(int batch) {
        return median(collector.getOrDefault(batch, List.of()), Measurement::rate);
    }

    /** Reports a second that the empty server took, the median. */
    double ceiling(int batch) {
        return median(empty.getOrDefault(batch, List.of()), Measurement::rate);
    }

    String markdown() {
        var text = new StringBuilder(HEAD);
        collector.forEach((batch, all) -> text.append(row(batch, all)));
        empty.forEach((batch, all) -> text.append(ceiling(batch, all)));
        text.append(String.format(
                Locale.ROOT,
                "| bare loop, one report a record | %,.0f | | | %.2f | %.2f | | | | |%n| Kafka's tool | %,.0f | | | | | | | | |%n",
                median(loop, Measuring.BareLoop::rate),
                median(loop, Measuring.BareLoop::brokerMicros),
                median(loop, Measuring.BareLoop::producerMicros),
                median(tool)));
        if (!collectorAtHalf.isEmpty()) {
            text.append(HEAD_OF_HALF);
            collectorAtHalf.forEach((batch, measured) -> text.append(half(batch, measured)));
        }
        return text.toString();
    }

    private String row(int batch, List<Measurement> all) {
        var rates = each(all, Measurement::rate);
        return String.format(
                Locale.ROOT,
                "| %d | %,.0f | %s | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
                batch,
                median(rates),
                times(all),
                median(all, Measurement::serverMicros),
                median(all, Measurement::brokerMicros),
                median(all, Measurement::generatorMicros),
                median(all, Measurement::otherCores),
                ratio(rates, each(empty.getOrDefault(batch, List.of()), Measurement::rate)),
                ratio(rates, each(loop, Measuring.BareLoop::rate)),
                ratio(rates, tool));
    }

    private static String ceiling(int batch, List<Measurement> all) {
        return String.format(
                Locale.ROOT,
                "| empty handler, %d | %,.0f | %s | %.2f | | %.2f | %.2f | | | |%n",
                batch,
                median(all, Measurement::rate),
                times(all),
                median(all, Measurement::serverMicros),
                median(all, Measurement::generatorMicros),
                median(all, Measurement::otherCores));
    }

    private String half(int batch, List<Measurement> all) {
        return String.format(
                Locale.ROOT,
                "| %d, %,.0f reports/s | %s | %s | %s |%n",
                batch,
                median(all, Measurement::rate),
                times(all),
                beside(all, emptyAtHalf.getOrDefault(batch, List.of())),
                beside(all, emptyAtItsOwnHalf.getOrDefault(batch, List.of())));
    }

    private static String beside(List<Measurement> all, List<Measurement> ceiling) {
        return String.format(
                Locale.ROOT,
                "%s | %.1f",
                times(ceiling),
                ratio(each(all, Measurement::p99), each(ceiling, Measurement::p99)));
    }

    private static String times(List<Measurement> all) {
        return String.format(
                Locale.ROOT,
                "%.1f / %.1f / %.1f",
                median(all, Measurement::p50),
                median(all, Measurement::p99),
                median(all, Measurement::p999));
    }

    private static <T> List<Double> each(List<T> values, ToDoubleFunction<T> of) {
        return values.stream().mapToDouble(of).boxed().toList();
    }

    private static <T> double median(List<T> values, ToDoubleFunction<T> of) {
        return median(each(values, of));
    }

    private static double ratio(List<Double> over, List<Double> under) {
        return median(IntStream.range(0, Math.min(over.size(), under.size()))
                .mapToObj(round -> over.get(round) / under.get(round))
                .toList());
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() / 2);
    }
}
