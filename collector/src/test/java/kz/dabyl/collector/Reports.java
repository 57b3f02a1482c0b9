package kz.dabyl.collector;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import kz.dabyl.model.Times;
import kz.dabyl.model.WireOutput;
import kz.dabyl.model.WireReports;

/** Reports for tests. */
public final class Reports {

    /** 2021-04-24T07:00:30.000Z. */
    public static final long NOON = Times.parse("2021-04-24T07:00:30.000Z").orElseThrow();

    public static final String PLACE = "8820e60003fffff";

    private Reports() {}

    public static Report report(String probe, long seq) {
        return report(probe, seq, NOON, 30);
    }

    public static Report report(String probe, long seq, long at, int interval) {
        return new Report(
                probe,
                seq,
                at,
                interval,
                PLACE,
                "401-01",
                Access.MOBILE,
                null,
                null,
                null,
                List.of(Ping.answered("international/1.1.1.1", 84.2)));
    }

    public static String json(String probe, long seq) {
        return json(probe, seq, NOON);
    }

    public static String json(String probe, long seq, long at) {
        return """
                {"probe":"%s","seq":%d,"at":"%s","interval_s":30,"place":"%s","network":"401-01",\
                "access":"mobile","pings":[{"target":"international/1.1.1.1","ok":true,"rtt_ms":84.2}]}""".formatted(probe, seq, Times.format(at), PLACE);
    }

    public static String array(String probe, long firstSeq, int count) {
        return LongStream.range(firstSeq, firstSeq + count)
                .mapToObj(seq -> json(probe, seq))
                .collect(Collectors.joining(",", "[", "]"));
    }

    /** What stands in the wire form. */
    public static List<Report> of(WireReports reports) {
        return IntStream.range(0, reports.size())
                .mapToObj(index -> of(reports, index))
                .toList();
    }

    private static Report of(WireReports reports, int index) {
        var out = new WireOutput();
        reports.write(index, reports.at(index), out);
        var decoded = LogCodec.decode(LogCodec.encode("c", reports.at(index), 1, out));
        return decoded instanceof Decoded.Ok<List<LogEntry>> ok && ok.value().get(0) instanceof LogEntry.Received entry
                ? entry.report()
                : fail("was " + decoded);
    }
}
