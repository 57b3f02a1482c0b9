package kz.dabyl.collector.adapter.atlas;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import kz.dabyl.collector.gateway.Encoding;
import kz.dabyl.collector.gateway.Format;
import kz.dabyl.collector.gateway.Readings;
import kz.dabyl.collector.gateway.Terms;
import kz.dabyl.model.Access;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Places;
import kz.dabyl.model.Quoted;
import kz.dabyl.model.Report;
import kz.dabyl.runtime.http.MediaType;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the connection log of RIPE Atlas: a probe reports in every interval while it is connected. One first seen
 * leaving was connected since the stretch began. Whoever is still connected at its end promises nothing: what became of it
 * stands in another stretch, if at all. Reports are numbered as those of {@link Sightings}, so that stretches may overlap.
 */
public final class ConnectionLog implements Format {

    /** A body must not become reports many times its size; these bear no results. */
    static final int MAX_REPORTS = 50_000;

    private static final Set<String> TYPES = Set.of("application/json", "application/x-ndjson");
    private static final int LONGEST_INTERVAL = 3_600;

    @Override
    public boolean takes(String contentType) {
        return TYPES.contains(MediaType.of(contentType));
    }

    @Override
    public Set<Encoding> encodings() {
        return Set.of(Encoding.IDENTITY, Encoding.GZIP);
    }

    @Override
    public boolean ofOneProbe() {
        return false;
    }

    @Override
    public Readings decode(byte[] body, Terms terms) {
        var query = terms.query();
        try {
            var directory = ProbeDirectory.all(query.getOrDefault("country", ""), query.getOrDefault("asn", ""));
            var stretch = new Stretch(directory, interval(query.getOrDefault("interval_s", "60")), terms.received());
            return new Readings(stretch.play(ConnectionLogReader.read(new ByteArrayInputStream(body))), List.of(), 0);
        } catch (InvalidInputException e) {
            return Readings.malformed(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Readings.malformed("not JSON in UTF-8");
        }
    }

    private static int interval(String text) {
        var interval = ConnectionLogReader.digits(text, LONGEST_INTERVAL).orElse(0);
        if (interval == 0) {
            throw new InvalidInputException(
                    "interval_s", "expected 1 to " + LONGEST_INTERVAL + ", was " + Quoted.of(text));
        }
        return (int) interval;
    }

    /** Whoever is connected, and since when. */
    private static final class Connected {

        final long probe;
        OptionalLong asn;

        @Nullable
        Long since;

        Connected(long probe, OptionalLong asn) {
            this.probe = probe;
            this.asn = asn;
        }
    }

    /** One body. */
    private static final class Stretch {

        private final ProbeDirectory directory;
        private final int intervalSeconds;
        private final long received;
        private final Map<Long, Connected> probes = new LinkedHashMap<>();
        private final List<Report> reports = new ArrayList<>();

        Stretch(ProbeDirectory directory, int intervalSeconds, long received) {
            this.directory = directory;
            this.intervalSeconds = intervalSeconds;
            this.received = received;
        }

        List<Report> play(List<ConnectionEvent> events) {
            var ordered = events.stream()
                    .sorted(Comparator.comparingLong(ConnectionEvent::time))
                    .toList();
            if (ordered.isEmpty()) {
                return List.of();
            }
            var start = ordered.get(0).time();
            ordered.forEach(event -> apply(event, start));
            var end = ordered.get(ordered.size() - 1).time();
            probes.values().forEach(probe -> leaveOpen(probe, end));
            // Of several with one number the last one knows what came of the others.
            var numbered = new LinkedHashMap<String, Report>();
            reports.forEach(report -> numbered.put(report.probe() + ' ' + report.seq(), report));
            return numbered.values().stream()
                    .sorted(Comparator.comparingLong(Report::at).thenComparing(Report::probe))
                    .toList();
        }

        private void apply(ConnectionEvent event, long start) {
            var known = probes.get(event.probe());
            var probe = known == null ? new Connected(event.probe(), directory.asn(event.probe())) : known;
            probes.put(event.probe(), probe);
            if (known == null && !event.connect()) {
                learn(probe, event);
                probe.since = start;
            }
            reportUpTo(probe, event.time());
            learn(probe, event);
            probe.since = event.connect() ? event.time() : null;
        }

        /** Where the log does not say from which network a probe came, it is where it was last. */
        private static void learn(Connected probe, ConnectionEvent event) {
            if (event.asn().isPresent()) {
                probe.asn = event.asn();
            }
        }

        /**
         * The reports of a connection that ended then. The last one's promise is broken where it ends: if that is past, nobody
         * must take it for one that is broken from now on.
         */
        private void reportUpTo(Connected probe, long end) {
            if (probe.since != null) {
                for (var at = (long) probe.since; at < end; at += width()) {
                    var past = at + width() >= end && end + width() < received;
                    add(probe, at, past ? Report.NO_PROMISE : intervalSeconds);
                }
            }
        }

        private void leaveOpen(Connected probe, long end) {
            if (probe.since != null) {
                var last = probe.since + (end - probe.since) / width() * width();
                reportUpTo(probe, last);
                add(probe, last, Report.NO_PROMISE);
            }
        }

        private long width() {
            return 1_000L * intervalSeconds;
        }

        private void add(Connected probe, long at, int promise) {
            if (reports.size() == MAX_REPORTS) {
                throw new InvalidInputException(
                        "", "a request has at most " + MAX_REPORTS + " reports, send a shorter stretch");
            }
            reports.add(new Report(
                    "atlas-" + probe.probe,
                    at / width(),
                    at,
                    promise,
                    directory.country(probe.probe).orElse(Places.UNKNOWN),
                    "AS" + probe.asn.orElse(0),
                    Access.FIXED,
                    null,
                    null,
                    null,
                    List.of()));
        }
    }
}
