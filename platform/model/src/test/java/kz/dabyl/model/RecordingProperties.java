package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Scanning a recording takes what parsing it takes, and says the same of what it does not take. */
class RecordingProperties {

    private static final String SEED = "20210424";

    /** Pieces that make JSON another, or none: put in somewhere they meet every branch of the scanner. */
    private static final List<String> PIECES = List.of(
            "\"",
            "\\",
            "\\u0041",
            "\\ud800",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            " ",
            "\t",
            "\n",
            "\r",
            "\r\n",
            "\0",
            "0",
            "1",
            "9",
            "-",
            "+",
            ".",
            "e",
            "E5",
            "null",
            "true",
            "false",
            "\"\"",
            "{}",
            "[]",
            "\"a\":1,",
            "\"seq\":1,",
            "\"ok\":true,",
            "\"tick\":\"2021-04-24T07:00:30Z\",",
            "ә",
            "\u007f",
            "Z",
            "T",
            "00",
            "60",
            "99999999999999999999",
            "\"pings\":null,",
            "\"boot\":null,",
            "\"power\":\"low\",",
            "{\"trust\":{}}",
            "{\"tick\":1}",
            "\uFEFF",
            "/");

    @Property(seed = SEED, tries = 300)
    void takesWhateverTheWriterWrites(@ForAll("recordings") List<LogEntry> entries, @ForAll("strides") int stride)
            throws IOException {
        var bytes = written(entries);

        assertThat(Reading.scanned(bytes, stride)).isEqualTo(new Reading(entries, ""));
    }

    @Property(seed = SEED, tries = 2000)
    void takesDamagedLinesAsTheParserDoes(
            @ForAll("recordings") List<LogEntry> entries, @ForAll("strides") int stride, @ForAll long seed)
            throws IOException {
        var bytes = damaged(written(entries), new Random(seed));

        assertThat(Reading.scanned(bytes, stride)).isEqualTo(Reading.parsed(bytes));
    }

    private static byte[] damaged(byte[] bytes, Random random) {
        var text = new StringBuilder(new String(bytes, ISO_8859_1));
        for (var times = random.nextInt(3); times >= 0 && !text.isEmpty(); times--) {
            var from = random.nextInt(text.length());
            var to = random.nextBoolean() ? from : Math.min(text.length(), from + 1 + random.nextInt(8));
            var piece = PIECES.get(random.nextInt(PIECES.size()));
            text.replace(from, to, random.nextInt(4) == 0 ? "" : new String(piece.getBytes(UTF_8), ISO_8859_1));
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    private static byte[] written(List<LogEntry> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new RecordingWriter(out)) {
            for (var entry : entries) {
                writer.write(entry);
            }
        }
        return out.toByteArray();
    }

    @Provide
    Arbitrary<Integer> strides() {
        return Arbitraries.of(1, 7, 100, 8_000, 1_000_000);
    }

    /**
     * Mostly plain entries, so that the scanner meets them; some with whatever a report may hold. Probes speak again and say
     * the same with other numbers, so that it meets what it has read before.
     */
    @Provide
    Arbitrary<List<LogEntry>> recordings() {
        var ticks = Generators.times().map(time -> (LogEntry) new LogEntry.Tick(time, "c1"));
        var any = Combinators.combine(Generators.times(), Generators.reports()).as(RecordingProperties::received);
        var plain = Arbitraries.longs().map(RecordingProperties::plain);
        return Arbitraries.frequencyOf(Tuple.of(3, ticks), Tuple.of(1, any), Tuple.of(6, plain))
                .list()
                .ofMaxSize(5)
                .map(RecordingProperties::withMoreOfTheSame);
    }

    private static List<LogEntry> withMoreOfTheSame(List<LogEntry> entries) {
        var all = new ArrayList<LogEntry>(entries);
        for (var round = 1; round <= 2; round++) {
            for (var entry : entries) {
                if (entry instanceof LogEntry.Received one && (one.received() & round) != 0) {
                    all.add(again(one, new Random(one.received() + round)));
                }
            }
        }
        return all;
    }

    private static LogEntry again(LogEntry.Received one, Random random) {
        var report = one.report();
        var pings = report.pings().stream()
                .map(ping -> new Ping(
                        ping.target(),
                        ping.ok(),
                        Double.isNaN(ping.rttMillis()) ? Double.NaN : random.nextInt(10_000) / 8.0,
                        ping.error(),
                        Double.isNaN(ping.kbps()) ? Double.NaN : random.nextInt(10_000),
                        ping.tls()))
                .toList();
        return new LogEntry.Received(
                one.received(),
                one.collector(),
                new Report(
                        report.probe(),
                        random.nextInt(1_000_000),
                        report.at(),
                        report.intervalSeconds(),
                        report.place(),
                        report.network(),
                        report.access(),
                        report.boot(),
                        report.software(),
                        random.nextInt(4) == 0 ? Power.BATTERY : report.power(),
                        pings));
    }

    private static LogEntry received(long received, Report report) {
        return new LogEntry.Received(received, "c2", report.datedFor(received));
    }

    private static LogEntry plain(long seed) {
        var random = new Random(seed);
        var report = new Report(
                "p-" + random.nextInt(100),
                random.nextInt(3) == 0 ? random.nextLong(Long.MAX_VALUE) : random.nextInt(1_000),
                Samples.AT + random.nextInt(100_000),
                random.nextInt(10) == 0 ? Report.NO_PROMISE : random.nextInt(3_601),
                random.nextBoolean() ? Samples.PLACE : "KZ-75",
                random.nextBoolean() ? "401-01" : "AS9198",
                random.nextBoolean() ? Access.MOBILE : Access.FIXED,
                random.nextBoolean() ? null : "b-" + random.nextInt(10),
                random.nextBoolean() ? null : "dabyl-probe/0.1.0",
                random.nextBoolean() ? null : Power.LOW,
                random.ints(random.nextInt(4))
                        .mapToObj(RecordingProperties::plainPing)
                        .toList());
        return new LogEntry.Received(report.at() + random.nextInt(1_000), "c1", report);
    }

    private static Ping plainPing(int seed) {
        var random = new Random(seed);
        var ok = random.nextBoolean();
        return new Ping(
                random.nextBoolean() ? "domestic/egov.kz" : "international/1.1.1.1",
                ok,
                ok ? random.nextInt(1_000_000) / 10.0 : Double.NaN,
                ok ? null : PingError.TIMEOUT,
                random.nextBoolean() ? Double.NaN : random.nextInt(100_000) / 4.0,
                random.nextBoolean()
                        ? null
                        : new Tls("CN=R11,O=Let's Encrypt,C=US", random.nextBoolean() ? "" : "c3Bra2k="));
    }
}
