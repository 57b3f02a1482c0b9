package kz.dabyl.bench.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A request that posts a fixed number of reports, each of a probe of its own, and is sent again and again: before each
 * sending every report gets the next {@code seq}, in place. A single report is of a probe that keeps its promise: its
 * {@code at} moves on by an interval, as its allowance asks for. Not thread-safe.
 */
final class RequestTemplate {

    static final int INTERVAL_SECONDS = 30;

    /** Ten digits from the start, so that the length stays. */
    private static final long FIRST_SEQ = 1_000_000_000L;

    private static final int SEQ_DIGITS = 10;
    private static final long SEQS_A_RUN = 10_000_000;

    private final ByteBuffer bytes;
    private final int[] seqEnds;
    private final int atStart;
    private Instant at;

    private RequestTemplate(ByteBuffer bytes, int[] seqEnds, int atStart, Instant at) {
        this.bytes = bytes;
        this.seqEnds = seqEnds;
        this.atStart = atStart;
        this.at = at;
    }

    /**
     * @param fields all of the request's head but Content-Length
     * @param probes whose report each element of the array is
     * @param run from 0: reports of one run are none of another
     * @param begin when the first reports were measured
     */
    static RequestTemplate of(String fields, List<String> probes, int run, Instant begin) {
        var firstSeq = FIRST_SEQ + run * SEQS_A_RUN;
        var bodies = new ArrayList<String>();
        for (var probe : probes) {
            bodies.add(report(probe, firstSeq, begin));
        }
        var single = bodies.size() == 1;
        var body = single ? bodies.get(0) : "[" + String.join(",\n", bodies) + "]";
        var head = fields + "Content-Length: " + body.length() + "\r\n\r\n";
        var seqEnds = new int[bodies.size()];
        var from = head.length() + (single ? 0 : 1);
        for (var i = 0; i < bodies.size(); i++) {
            var report = bodies.get(i);
            seqEnds[i] = from + report.indexOf("\"seq\":") + "\"seq\":".length() + SEQ_DIGITS;
            from += report.length() + ",\n".length();
        }
        var text = (head + body).getBytes(US_ASCII);
        var bytes = ByteBuffer.allocateDirect(text.length).put(text).flip();
        var atStart = single ? head.length() + body.indexOf("\"at\":\"") + "\"at\":\"".length() : -1;
        return new RequestTemplate(bytes, seqEnds, atStart, begin);
    }

    /** The example of the contract, by another probe. */
    static String report(String probe, long seq, Instant at) {
        return "{\"probe\":\"" + probe + "\",\"seq\":" + seq + ",\"at\":\"" + time(at) + "\",\"interval_s\":"
                + INTERVAL_SECONDS + ",\n"
                + " \"place\":\"8820e60003fffff\",\"network\":\"401-01\",\"access\":\"mobile\",\"boot\":\"b-91\","
                + "\"software\":\"dabyl-probe/0.1.0\",\"power\":\"battery\",\n"
                + " \"pings\":[{\"target\":\"international/1.1.1.1\",\"ok\":true,\"rtt_ms\":84.2},\n"
                + "          {\"target\":\"domestic/egov.kz\",\"ok\":true,\"rtt_ms\":21.9},\n"
                + "          {\"target\":\"platform/telegram.org\",\"ok\":false,\"error\":\"timeout\"}]}";
    }

    private static String time(Instant at) {
        return at.toString().substring(0, "2021-04-24T07:00:30".length()) + ".000Z";
    }

    int reports() {
        return seqEnds.length;
    }

    /** The request with the next reports, to be written to its end before the next call. */
    ByteBuffer next() {
        for (var seqEnd : seqEnds) {
            countUp(seqEnd - 1);
        }
        if (atStart >= 0) {
            at = at.plusSeconds(INTERVAL_SECONDS);
            bytes.put(atStart, time(at).getBytes(US_ASCII));
        }
        return bytes.rewind();
    }

    private void countUp(int lastDigit) {
        var position = lastDigit;
        while (bytes.get(position) == '9') {
            bytes.put(position--, (byte) '0');
        }
        bytes.put(position, (byte) (bytes.get(position) + 1));
    }
}
