package kz.dabyl.detector.stream;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Consumer;
import kz.dabyl.detector.core.CellStatus;
import org.jspecify.annotations.Nullable;

/**
 * What the folds that run here let others see. Ahead of the log by the transaction that is under way; an abort takes it
 * back with the next hop. Thread-safe.
 */
final class DetectorViews {

    /** No tick yet. */
    static final long NEVER = Long.MIN_VALUE;

    private final LongAccumulator foremost = new LongAccumulator(Math::max, NEVER);
    private volatile @Nullable Judged judged;
    private volatile boolean blank;
    private volatile Vitals.@Nullable Told vitals;
    private final List<Consumer<Optional<Judged>>> listeners = new CopyOnWriteArrayList<>();

    /**
     * The world as of the last hop that was judged.
     *
     * @param until end of that hop, epoch milliseconds
     * @param blind collectors that are blind
     * @param minProbes cells with fewer are shown to nobody
     */
    record Judged(long until, List<String> blind, List<CellStatus> cells, int minProbes) {

        Judged {
            blind = List.copyOf(blind);
            cells = List.copyOf(cells);
        }

        /** Cells that may be shown. */
        List<CellStatus> shown() {
            return cells.stream().filter(cell -> cell.known() >= minProbes).toList();
        }
    }

    /** Calls {@code listener} with every change of {@link #judged}, on the thread that made it. */
    void onJudged(Consumer<Optional<Judged>> listener) {
        listeners.add(listener);
    }

    void ticked(long time) {
        foremost.accumulate(time);
    }

    /** The second fold begins here, on a log that it knows nothing of. */
    void began() {
        blank = true;
    }

    void judged(Judged now) {
        judged = now;
        blank = false;
        listeners.forEach(listener -> listener.accept(Optional.of(now)));
    }

    void vitals(Vitals.Told now) {
        vitals = now;
    }

    /** The second fold no longer runs here. */
    void released() {
        blank = false;
        judged = null;
        vitals = null;
        listeners.forEach(listener -> listener.accept(Optional.empty()));
    }

    /** The foremost tick that a fold of reports has seen here, epoch milliseconds, or {@link #NEVER}. */
    long foremost() {
        return foremost.get();
    }

    /** Empty where the second fold does not run here, or has not judged yet. */
    Optional<Judged> judged() {
        return Optional.ofNullable(judged);
    }

    /** Whether there was nothing to judge yet since the log began. */
    boolean blank() {
        return blank;
    }

    /** What was heard of collectors and probes by then; empty as {@link #judged} is. */
    Optional<Vitals.Told> vitals() {
        return Optional.ofNullable(vitals);
    }
}
