package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingReader;

/**
 * The reports of a log, as they stand there and as the detector counts them.
 *
 * @param reports as {@code "probe/seq"}
 * @param counted how many the detector takes for reports: what was sent again counts once
 */
public record Tally(Set<String> reports, long counted) {

    private static final int MOST_TOLD = 20;

    /** Of all tests of this JVM, in which the second try runs too. */
    private static final Set<String> LOSSES = ConcurrentHashMap.newKeySet();

    /** Of a recording that {@code record --raw} printed. */
    public static Tally of(Program.Result recording) throws IOException {
        if (recording.exit() != 0) {
            throw new AssertionError("the log cannot be recorded: " + recording.err());
        }
        var fold = new ProbeFold(0, 1);
        var reports = new HashSet<String>();
        var lines = 0L;
        var lastTick = new LogEntry.Tick(0, "");
        try (var reader = new RecordingReader(new ByteArrayInputStream(Logs.utf8(recording.out())))) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                fold.accept(next.get(), hop -> {});
                if (next.get() instanceof LogEntry.Tick tick) {
                    lastTick = tick;
                }
                if (next.get() instanceof LogEntry.Received received) {
                    reports.add(
                            received.report().probe() + "/" + received.report().seq());
                    lines++;
                }
            }
        }
        // The log may end between two ticks: what came last is counted by the tick that would have followed.
        fold.accept(new LogEntry.Tick(lastTick.time() + 10_000, lastTick.collector()), hop -> {});
        return new Tally(reports, lines - fold.duplicates());
    }

    /**
     * Nothing that was acknowledged is missing, and each report counts once. Whoever finds it otherwise finds it so in a second
     * try as well: a loss is no matter of a crowded machine.
     */
    public void assertHolds(Collection<String> acknowledged) {
        assertThat(LOSSES).as("found missing before, by this test or another").isEmpty();
        var missing = acknowledged.stream()
                .filter(report -> !reports.contains(report))
                .limit(MOST_TOLD)
                .toList();
        LOSSES.addAll(missing);
        if (counted != reports.size()) {
            LOSSES.add(reports.size() + " reports, of which " + counted + " count");
        }
        assertThat(LOSSES).isEmpty();
    }
}
