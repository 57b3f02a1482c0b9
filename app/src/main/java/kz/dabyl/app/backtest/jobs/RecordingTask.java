package kz.dabyl.app.backtest.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kz.dabyl.app.backtest.Backtest;
import kz.dabyl.app.backtest.Progress;
import kz.dabyl.app.backtest.RecordedSummaries;
import kz.dabyl.app.backtest.RulesInForce;
import kz.dabyl.app.recording.EntrySink;
import kz.dabyl.detector.tuning.history.BacktestJson;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.detector.tuning.history.Trial;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.RecordingReader;
import kz.dabyl.runtime.kafka.KafkaAccess;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries thresholds on a recording against those that hold now. The recording is a file, which goes when this is closed. */
record RecordingTask(KafkaAccess kafka, Path recording, Order order) implements Task {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingTask.class);
    private static final int BUFFER_BYTES = 64 * 1024;

    @Override
    public JsonNode run(Progress progress) throws IOException {
        var inForce =
                new Trial("the thresholds in force", RulesInForce.of(kafka).thresholds());
        var sheet = order.sheet(Optional.of(inForce));
        var backtest = new Backtest(sheet.trials(), Optional.empty(), Span.ALL, progress);
        var outcomes = backtest.run(Optional.of(new RecordedSummaries(sink -> read(sink, progress))), Optional.empty());
        var covered = backtest.covered()
                .orElseThrow(
                        () -> new InvalidInputException("", "the recording is shorter than a hop of five seconds"));
        sheet.add(outcomes, List.of(), covered);
        return BacktestJson.tree(sheet.report());
    }

    private void read(EntrySink sink, Progress progress) throws IOException {
        var all = Math.max(1, Files.size(recording));
        var counted = new Counted(Files.newInputStream(recording));
        try (var reader = new RecordingReader(new BufferedInputStream(counted, BUFFER_BYTES))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                progress.at("trying", (double) counted.bytes / all);
                sink.write(entry.get());
            }
        }
    }

    /** Knows how much has been read of it. */
    private static final class Counted extends FilterInputStream {

        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            bytes += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            var count = super.read(target, offset, length);
            bytes += Math.max(0, count);
            return count;
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(recording);
        } catch (IOException e) {
            LOG.warn("an uploaded recording could not be removed: {}", e.toString());
        }
    }
}
