package kz.dabyl.detector.stream;

import io.micrometer.core.instrument.Counter;
import java.util.List;
import java.util.Map;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.detector.core.probes.ProbeFoldCodec;
import kz.dabyl.model.Decoded;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.LogCodec;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Topics;

/** The first fold over one partition of {@link Topics#REPORTS}. Not thread-safe. */
final class StoredProbeFold implements StoredFold {

    /** More records than this are never folded again, however slowly ticks come. */
    private static final int MOST_RECORDS = 50_000;

    private final ProbeFold fold;
    private final Workshop workshop;
    private final Pace pace = new Pace(MOST_RECORDS);
    private long duplicates;

    /** What all folds of the kind share. */
    record Workshop(int partitions, DetectorViews views, MalformedRecords malformed, Counter duplicates)
            implements StoredFold.Kind {

        @Override
        public StoredFold fresh(int partition) {
            return new StoredProbeFold(new ProbeFold(partition, partitions), this);
        }

        @Override
        public StoredFold stored(int partition, List<byte[]> blocks) {
            return new StoredProbeFold(ProbeFoldCodec.decode(partition, partitions, blocks), this);
        }
    }

    private StoredProbeFold(ProbeFold fold, Workshop workshop) {
        this.fold = fold;
        this.workshop = workshop;
    }

    @Override
    public void retake(byte[] record) {
        MalformedRecords.readable(decode(record)).ifPresent(entries -> entries.forEach(e -> fold.accept(e, hop -> {})));
        duplicates = fold.duplicates();
    }

    @Override
    public boolean take(long offset, byte[] record, Output output) {
        workshop.malformed.counted(Topics.REPORTS, decode(record)).ifPresent(entries -> take(entries, output));
        workshop.duplicates.increment((double) fold.duplicates() - duplicates);
        duplicates = fold.duplicates();
        return pace.due();
    }

    private void take(List<LogEntry> entries, Output output) {
        for (var entry : entries) {
            fold.accept(entry, hop -> publish(hop, output));
            if (entry instanceof LogEntry.Tick tick) {
                workshop.views.ticked(tick.time());
                pace.reached(tick.time());
            }
        }
    }

    private static void publish(HopSummary hop, Output output) {
        output.put(String.valueOf(hop.partition()), HopSummaryCodec.encode(hop), Map.of());
    }

    private static Decoded<List<LogEntry>> decode(byte[] record) {
        return LogCodec.decode(record);
    }

    @Override
    public List<byte[]> blocks() {
        return ProbeFoldCodec.encode(fold);
    }

    @Override
    public void release() {
        // Nothing is shown of a single partition.
    }
}
