package kz.dabyl.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Sends requests over many connections from one thread: each connection as soon as it has its answer, or all together at a
 * given rate. Sends none after the end and waits for what is under way, so that every report is accounted for. Not
 * thread-safe.
 */
final class Load {

    private static final long LONGEST_NANOS = 60_000_000_000L;
    private static final long DRAIN_NANOS = 10_000_000_000L;

    private final List<Connection> connections = new ArrayList<>();
    private final ArrayDeque<Connection> idle = new ArrayDeque<>();
    private final Selector selector = Selector.open();
    private final Histogram times = new Histogram(LONGEST_NANOS, 3);
    private long measuredReports;
    private long measuredRequests;
    private long allAccepted;
    private long refused;
    private int underWay;

    /**
     * What was measured.
     *
     * @param reports accepted in the measured time
     * @param accepted of all that was sent, the time of warming up included
     * @param refused requests that were not answered 202
     * @param times nanoseconds from sending to answer in the measured time
     */
    record Result(long reports, long requests, double seconds, long accepted, long refused, Histogram times) {}

    /** Who wants to know when it begins and ends to be measured: warming up and what is under way at the end are not. */
    interface Watch {

        void begins();

        void ends();
    }

    /** When to begin to measure, and to end, by {@link System#nanoTime}. */
    private record Span(long begin, long end) {

        boolean measures(long now) {
            return now >= begin && now < end;
        }
    }

    Load(InetSocketAddress server, List<RequestTemplate> templates) throws IOException {
        for (var template : templates) {
            connections.add(new Connection(server, selector, template));
        }
        idle.addAll(connections);
    }

    /** @param requestsPerSecond 0 sends whenever a connection is free */
    Result run(double warmUpSeconds, double seconds, double requestsPerSecond, Watch watch) throws IOException {
        var start = System.nanoTime();
        var begin = start + (long) (warmUpSeconds * 1e9);
        var span = new Span(begin, begin + (long) (seconds * 1e9));
        var pace = requestsPerSecond == 0 ? 0 : 1e9 / requestsPerSecond;
        var due = (double) start;
        var begun = false;
        for (var now = start; now < span.end(); now = System.nanoTime()) {
            if (!begun && now >= begin) {
                begun = true;
                watch.begins();
            }
            while (!idle.isEmpty() && due <= now) {
                // What could not be sent when it was due has waited since then: that is part of its time.
                send(idle.poll(), pace == 0 ? now : Math.max((long) due, now - LONGEST_NANOS / 2));
                due += pace;
            }
            await(pace == 0 || idle.isEmpty() ? 100 : 1, span);
        }
        watch.ends();
        for (var now = span.end(); underWay > 0 && now < span.end() + DRAIN_NANOS; now = System.nanoTime()) {
            await(100, span);
        }
        if (underWay > 0) {
            throw new IOException(underWay + " requests were not answered");
        }
        return new Result(measuredReports, measuredRequests, seconds, allAccepted, refused, times);
    }

    private void send(Connection connection, long begun) throws IOException {
        connection.send(begun);
        underWay++;
    }

    private void await(long millis, Span span) throws IOException {
        selector.select(key -> take((Connection) key.attachment(), span), millis);
    }

    private void take(Connection connection, Span span) {
        try {
            var answer = connection.advance();
            if (answer != null) {
                underWay--;
                idle.add(connection);
                count(answer, span);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count(Connection.Answer answer, Span span) {
        allAccepted += answer.accepted();
        if (!answer.taken()) {
            refused++;
        }
        if (span.measures(System.nanoTime())) {
            measuredReports += answer.accepted();
            measuredRequests++;
            times.recordValue(Math.min(LONGEST_NANOS, answer.nanos()));
        }
    }

    void close() throws IOException {
        for (var connection : connections) {
            connection.close();
        }
        selector.close();
    }
}
