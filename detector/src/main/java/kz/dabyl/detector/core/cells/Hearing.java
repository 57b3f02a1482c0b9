package kz.dabyl.detector.core.cells;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one cell: in the last hop, and what is kept of those before. Live, each hop is taken as it closes; out of a store
 * hops wait in a {@link Backlog} until somebody asks. Not thread-safe.
 */
final class Hearing {

    final Pulse pulse = new Pulse();
    final RestartLog restarts = new RestartLog();

    @Nullable
    Cadence cadence;

    private final Said said = new Said();

    /** Sources that never promise, as of the last hop. */
    private @Nullable Presence sources;

    /** Whom to believe, as of the last hop. */
    private SourceHealth reporters = new SourceHealth();

    /** Hops that were not taken in, where they come out of a store. */
    private @Nullable Backlog backlog;

    private long hop = Long.MIN_VALUE;

    /** Takes one of the summaries of {@code now}; whether it is the first of that hop. */
    boolean hear(long now, CellSummary summary) {
        var first = begin(now);
        said.add(summary);
        return first;
    }

    private boolean begin(long now) {
        if (hop == now) {
            return false;
        }
        hop = now;
        said.clear();
        return true;
    }

    /** Whether anybody said anything in {@code now}, or since. */
    boolean isOf(long now) {
        return hop == now;
    }

    /** All that is said in the last hop was heard. */
    void close(SourceHealth health) {
        pulse.take(hop, said.reports(), said.losses());
        reporters = health;
        sources = said.anySources() || cadence != null ? listen(health) : null;
        restarts.forget(hop);
        if (said.anyReturns()) {
            restarts.add(hop, said.summaries());
        }
    }

    /** Takes what the sources said that never promise, if the cell has any. */
    private @Nullable Presence listen(SourceHealth health) {
        var heard = HeardSources.of(said.summaries(), hop, health);
        if (cadence == null) {
            if (heard.known() == 0) {
                return null;
            }
            cadence = new Cadence();
        }
        return heard.take(cadence, hop);
    }

    /** From now on those speak whom {@code turnout} counts; they are to be added to what this returns. */
    Backlog follow(Turnout turnout, SourceHealth health) {
        var known = backlog;
        if (known == null || !known.isOf(turnout)) {
            known = new Backlog(turnout);
            backlog = known;
            reporters = health;
        }
        return known;
    }

    boolean follows(Turnout turnout) {
        return backlog != null && backlog.isOf(turnout);
    }

    /** Whether each hop is heard as it closes, and none comes out of a store. */
    boolean isLive() {
        return backlog == null;
    }

    /** Takes in the hops that wait, in the last of which something was said that is rarely said; whether any waited. */
    boolean catchUpWithNews(SourceHealth health) {
        var waiting = backlog;
        if (waiting == null || !waiting.waits()) {
            return false;
        }
        while (waiting.waitsBeforeTheLast()) {
            pulse.take(waiting.hop(), waiting.reports(), 0);
            waiting.next();
        }
        begin(waiting.hop());
        waiting.speakers().forEach(said::add);
        waiting.next();
        close(health);
        return true;
    }

    /** Takes in the hops that wait, in which nothing was said that is rarely said; whether any waited. */
    boolean catchUp() {
        var waiting = backlog;
        if (waiting == null || !waiting.waits()) {
            return false;
        }
        while (waiting.waits()) {
            hop = waiting.hop();
            pulse.take(hop, waiting.reports(), 0);
            waiting.next();
        }
        said.goOn(waiting.speakers());
        restarts.forget(hop);
        return true;
    }

    /** Who is there as of the last hop. */
    List<Presence> presences() {
        var probes = Presences.of(hop, said.summaries(), reporters, pulse.loss());
        if (sources == null) {
            return probes;
        }
        var all = new ArrayList<>(probes);
        all.add(sources);
        return all;
    }

    @Nullable
    Presence sources() {
        return sources;
    }

    List<CellSummary> summaries() {
        return said.summaries();
    }

    /** What is said of each target, one tally for each summary that says anything. */
    Map<String, List<CellSummary.TargetTally>> targets() {
        return said.targets();
    }

    /** Whether nobody is heard but through this collector. */
    boolean onlyThrough(String collector) {
        return said.onlyThrough(collector);
    }

    boolean anyReturns() {
        return said.anyReturns();
    }

    boolean anyLate() {
        return said.anyLate();
    }

    boolean anyTrouble() {
        return said.anyTrouble();
    }

    boolean anySuspect() {
        return said.anySuspect();
    }

    boolean isClear(Thresholds thresholds) {
        return said.isClear(thresholds);
    }

    void settle(Thresholds thresholds) {
        said.settle(thresholds);
    }
}
