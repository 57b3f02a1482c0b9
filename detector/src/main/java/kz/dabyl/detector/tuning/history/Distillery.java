package kz.dabyl.detector.tuning.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.Lookout;
import kz.dabyl.detector.core.world.FoldedHop;
import kz.dabyl.model.HopSummary;

/**
 * Makes a {@link History}: folds all summaries once, with lenient thresholds, and keeps those of the hops in which stricter
 * ones might do anything, each stretch of them with what the cells were like before it.
 *
 * <p>Goes on where it was left, also by a process that died. Not thread-safe; one at a time for a file.
 */
public final class Distillery implements AutoCloseable {

    /** A window begins with the last snapshot: so many hops at most before the first that matters. */
    private static final int SNAPSHOT_HOPS = 12;

    /** What a stricter fold sees a little later than the lenient one. */
    private static final int TAIL_HOPS = 12;

    private static final int BATCH_HOPS = 60;

    /** A process that dies has to fold so much again. */
    private static final int MARK_HOPS = 4_320;

    private final FrameFile file;
    private final Leniency leniency;
    private Lookout lookout;
    private long position;
    private long firstHop = Long.MIN_VALUE;
    private long markedHop = Long.MIN_VALUE;
    private int quietHops = -1;
    private HopPacker batch = new HopPacker();
    private byte[] snapshot;
    private long snapshotHop;
    private final List<FoldedHop> sinceSnapshot = new ArrayList<>();

    private Distillery(FrameFile file, Leniency leniency) {
        this.file = file;
        this.leniency = leniency;
        this.lookout = new Lookout(leniency.thresholds(), leniency.rallies());
        this.snapshot = lookout.cells();
        this.snapshotHop = lookout.hop();
    }

    /**
     * Opens the history in {@code path}, or begins one.
     *
     * @param wanted how lenient a new one is to be; one that exists stays as it is
     * @throws IOException if it cannot be read or written, or is damaged
     */
    public static Distillery open(Path path, Leniency wanted) throws IOException {
        var parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        var file = FrameFile.open(path, true);
        try {
            var history = History.of(file);
            if (history.isEmpty()) {
                file.keep(0);
                file.append(History.LENIENCY, 0, wanted.encode());
                var distillery = new Distillery(file, wanted);
                distillery.mark();
                return distillery;
            }
            var distillery = new Distillery(file, history.get().leniency());
            distillery.goOn(history.get().mark());
            return distillery;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void goOn(Mark mark) throws IOException {
        try {
            lookout = Lookout.decode(mark.lookout(), leniency.thresholds(), leniency.rallies());
        } catch (IllegalStateException e) {
            throw History.otherVersion(e);
        }
        position = mark.position();
        firstHop = mark.firstHop();
        markedHop = lookout.hop();
        quietHops = mark.quietHops();
        takeSnapshot();
        keepWhatLasts();
    }

    /**
     * Forgets what follows the last mark, and that mark as well if the one before it is young enough to begin from again:
     * who goes on every few minutes would else fill the file with marks.
     */
    private void keepWhatLasts() throws IOException {
        var frames = file.frames();
        var last = markBefore(frames, frames.size());
        var earlier = markBefore(frames, last);
        var superfluous =
                earlier >= 0 && frames.get(last).hop() < frames.get(earlier).hop() + MARK_HOPS;
        file.keep(superfluous ? last : last + 1);
        if (superfluous) {
            markedHop = frames.get(earlier).hop();
        }
    }

    private static int markBefore(List<FrameFile.Frame> frames, int end) {
        var at = end - 1;
        while (at >= 0 && frames.get(at).kind() != History.MARK) {
            at--;
        }
        return at;
    }

    /** Whether a history of an earlier version stood there, which had to go: this one begins anew. */
    public boolean renewed() {
        return file.renewed();
    }

    public Leniency leniency() {
        return leniency;
    }

    /** Where the source goes on, as the last {@link #accept} or mark said; 0 at the beginning. */
    public long position() {
        return position;
    }

    /** The last hop that was judged; {@link Long#MIN_VALUE} before the first. */
    public long hop() {
        return lookout.hop();
    }

    /**
     * Takes the next summary of the source.
     *
     * @param next where the source goes on after it
     */
    public void accept(HopSummary summary, long next) throws IOException {
        var before = lookout.hop();
        if (quietHops < 0 && before >= snapshotHop + SNAPSHOT_HOPS) {
            takeSnapshot();
        }
        if (firstHop == Long.MIN_VALUE) {
            firstHop = summary.hop();
            markedHop = firstHop;
        }
        for (var hop : lookout.accept(summary)) {
            take(hop, before);
            before = hop.hop();
        }
        position = next;
        if (quietHops >= 0) {
            endWindowOrBatch();
        }
        if (lookout.hop() >= markedHop + MARK_HOPS) {
            mark();
        }
    }

    private void take(FoldedHop hop, long before) throws IOException {
        if (quietHops >= 0) {
            batch.add(hop);
            var passed = before == Long.MIN_VALUE ? 0 : hop.hop() - before;
            quietHops = hop.stirred() ? 0 : quietHops + (int) Math.min(TAIL_HOPS, passed);
        } else {
            sinceSnapshot.add(hop);
            if (hop.stirred()) {
                beginWindow();
            }
        }
    }

    private void takeSnapshot() {
        snapshot = lookout.cells();
        snapshotHop = lookout.hop();
        sinceSnapshot.clear();
    }

    private void beginWindow() throws IOException {
        quietHops = 0;
        file.append(History.CELLS, Math.max(snapshotHop, firstHop - 1), snapshot);
        sinceSnapshot.forEach(batch::add);
        sinceSnapshot.clear();
    }

    private void endWindowOrBatch() throws IOException {
        var over = quietHops >= TAIL_HOPS;
        if (over || batch.hops() >= BATCH_HOPS) {
            flush();
        }
        if (over) {
            quietHops = -1;
            takeSnapshot();
        }
    }

    private void flush() throws IOException {
        if (batch.hops() > 0) {
            file.append(History.HOPS, lookout.hop(), batch.bytes());
            batch = new HopPacker();
        }
    }

    /** Makes sure that all that was taken is never asked for again. */
    public void mark() throws IOException {
        flush();
        var mark = new Mark(position, firstHop, quietHops, lookout.encode());
        file.append(History.MARK, lookout.hop(), mark.encode());
        file.force();
        markedHop = lookout.hop();
        if (quietHops < 0) {
            takeSnapshot();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (lookout.hop() != markedHop || batch.hops() > 0) {
                mark();
            }
        } finally {
            file.close();
        }
    }
}
