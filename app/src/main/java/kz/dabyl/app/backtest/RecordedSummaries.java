package kz.dabyl.app.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import kz.dabyl.app.recording.EntrySink;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Times;

/** The summaries that the first fold makes of a recording; where to go on is how many there were. */
public final class RecordedSummaries implements SummarySource {

    private final Recording recording;

    /** Reads a recording from its beginning, each time that it is asked to. */
    public interface Recording {

        void read(EntrySink sink) throws IOException;
    }

    public RecordedSummaries(Recording recording) {
        this.recording = recording;
    }

    @Override
    public void read(long from, Sink sink, Progress progress) throws IOException {
        var fold = new ProbeFold(0, 1);
        var count = new long[1];
        var wanted = new boolean[] {true};
        try {
            recording.read(entry -> fold.accept(entry, summary -> {
                count[0]++;
                if (count[0] > from && wanted[0]) {
                    wanted[0] = pass(summary, sink, count[0]);
                    progress.at("at " + Times.format(summary.end()), Double.NaN);
                }
            }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean pass(HopSummary summary, Sink sink, long next) {
        try {
            return sink.accept(summary, next);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
