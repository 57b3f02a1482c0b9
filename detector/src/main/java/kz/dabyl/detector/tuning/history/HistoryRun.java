package kz.dabyl.detector.tuning.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Rally;

/**
 * Trials over a {@link History}, on several threads. What the cells were like was found out when it was made: only judging is
 * done again.
 *
 * <p>Each thread takes a stretch of the windows after the other, and folds those of the four days before it as well: what
 * incidents leave behind for later ones is forgotten after three. Whether that was enough is not assumed but looked at: where a
 * stretch began with other remembrances than the one before it ended with, it is folded again from those. So the outcome is
 * that of one thread.
 */
public final class HistoryRun {

    private static final long LEAD_HOPS = 4 * 86_400_000L / HopSummary.HOP_MILLIS;

    /** Where nothing has to be folded twice there are so many stretches for a thread: none waits long for the slowest. */
    private static final int SHORT_STRETCHES = 4;

    private final History history;
    private final List<Trial> trials;
    private final Optional<List<Rally>> rallies;
    private final Span span;
    private final long leadHops;
    private final LongConsumer progress;
    private final List<History.Window> windows;

    /** A stretch of windows and what came of it. */
    private static final class Stretch {

        private final int from;
        private final int to;
        private final Gathering gathering;
        private final byte[] carriedIn;

        Stretch(int from, int to, Gathering gathering, byte[] carriedIn) {
            this.from = from;
            this.to = to;
            this.gathering = gathering;
            this.carriedIn = carriedIn;
        }
    }

    private HistoryRun(
            History history,
            List<Trial> trials,
            Optional<List<Rally>> rallies,
            Span span,
            long leadHops,
            LongConsumer progress) {
        this.history = history;
        this.trials = trials;
        this.rallies = rallies;
        this.span = span;
        this.leadHops = leadHops;
        this.progress = progress;
        this.windows = history.windows().stream()
                .filter(w -> matters(w, span, leadHops))
                .toList();
    }

    /** Whether something in the window may be told of, or may have led to that. */
    private static boolean matters(History.Window window, Span span, long leadHops) {
        var begun = span.from() == Span.ALL.from() || window.last() >= HopSummary.hopOf(span.from()) - leadHops;
        return begun && span.reaches(window.before());
    }

    /**
     * What the trials would have raised, in their order. They must be within the history's leniency.
     *
     * @param progress takes, from any thread, the compressed bytes of each window that is done, and 0 for each hop of it; may
     *     end the run by an unchecked exception
     * @throws IOException if the history cannot be read
     */
    public static List<Outcome> of(
            History history,
            List<Trial> trials,
            Optional<List<Rally>> rallies,
            Span span,
            int threads,
            LongConsumer progress)
            throws IOException {
        return of(history, trials, rallies, span, threads, LEAD_HOPS, progress);
    }

    /** The same where threads look back no further than {@code leadHops}. */
    static List<Outcome> of(
            History history,
            List<Trial> trials,
            Optional<List<Rally>> rallies,
            Span span,
            int threads,
            long leadHops,
            LongConsumer progress)
            throws IOException {
        for (var trial : trials) {
            history.leniency()
                    .exceededBy(trial.thresholds(), rallies.orElse(List.of()))
                    .ifPresent(excess -> {
                        throw new IllegalArgumentException("the history was not made for " + excess);
                    });
        }
        return new HistoryRun(history, trials, rallies, span, leadHops, progress).run(threads);
    }

    private List<Outcome> run(int threads) throws IOException {
        var cuts = cuts(threads);
        var pool = Executors.newFixedThreadPool(Math.max(1, Math.min(threads, cuts.size() - 1)));
        try {
            var stretches = start(cuts, pool);
            var outcomes = new ArrayList<List<Outcome>>();
            var before = stretches.remove().join();
            outcomes.add(before.gathering.outcomes());
            while (!stretches.isEmpty()) {
                var stretch = stretches.remove().join();
                var carried = before.gathering.carried(windows.get(stretch.from).before());
                if (!Arrays.equals(carried, stretch.carriedIn)) {
                    before.gathering.forgetRevisions();
                    fold(before.gathering, stretch.from, stretch.to);
                    stretch = new Stretch(stretch.from, stretch.to, before.gathering, carried);
                }
                outcomes.add(stretch.gathering.outcomes());
                before = stretch;
            }
            return joined(outcomes);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (CompletionException e) {
            throw e.getCause() instanceof UncheckedIOException io ? io.getCause() : new IOException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** In their order, in which they are also begun. One that is done early is held until those before it are joined. */
    private Queue<CompletableFuture<Stretch>> start(List<Integer> cuts, ExecutorService pool) {
        var stretches = new ArrayDeque<CompletableFuture<Stretch>>();
        for (var i = 0; i + 1 < cuts.size(); i++) {
            var from = cuts.get(i);
            var to = cuts.get(i + 1);
            stretches.add(CompletableFuture.supplyAsync(() -> stretch(from, to), pool));
        }
        return stretches;
    }

    /** Where the windows are parted, the first and the last cut included. */
    private List<Integer> cuts(int threads) {
        var bytes = windows.stream().mapToLong(History.Window::bytes).sum();
        var cuts = new ArrayList<>(List.of(0));
        var since = 0L;
        for (var i = 0; i < windows.size(); i++) {
            var last = cuts.get(cuts.size() - 1);
            var lead = lead(i, windows.get(i).before());
            var least = bytes / Math.max(1, threads) / (lead == i ? SHORT_STRETCHES : 1);
            if (threads > 1 && since >= least && lead > last) {
                cuts.add(i);
                since = 0;
            }
            since += windows.get(i).bytes();
        }
        cuts.add(windows.size());
        return cuts;
    }

    /** The first of the windows before {@code end} that matter to what comes after {@code hop}. */
    private int lead(int end, long hop) {
        var first = 0;
        while (first < end && windows.get(first).last() < hop - leadHops) {
            first++;
        }
        return first;
    }

    private Stretch stretch(int from, int to) {
        var gathering = new Gathering(trials, rallies, span);
        if (from >= windows.size()) {
            return new Stretch(from, to, gathering, new byte[0]);
        }
        var before = windows.get(from).before();
        fold(gathering, lead(from, before), from);
        gathering.forgetRevisions();
        var carried = gathering.carried(before);
        fold(gathering, from, to);
        return new Stretch(from, to, gathering, carried);
    }

    private void fold(Gathering gathering, int from, int to) {
        for (var window : windows.subList(from, to)) {
            try {
                gathering.resume(history.cells(window));
                history.hops(window, hop -> {
                    progress.accept(0);
                    gathering.recall(hop);
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (IllegalStateException e) {
                throw new UncheckedIOException(History.otherVersion(e));
            }
            if (!history.goesOn(window) && span.reaches(window.last())) {
                gathering.windowEnds();
            }
            progress.accept(window.bytes());
        }
    }

    private List<Outcome> joined(List<List<Outcome>> parts) {
        var joined = new ArrayList<Outcome>();
        for (var i = 0; i < trials.size(); i++) {
            var number = i;
            joined.add(new Outcome(
                    trials.get(number),
                    parts.stream()
                            .flatMap(part -> part.get(number).revisions().stream())
                            .toList(),
                    parts.stream().allMatch(part -> part.get(number).complete())));
        }
        return joined;
    }
}
