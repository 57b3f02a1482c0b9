package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * What the second fold knows of one cell: how many reports came in the last minute, how many get lost, and its probes as
 * of the last hop. Not thread-safe.
 */
final class CellView extends Population {

    private static final long LEAST_QUICK_PERCENT = 300;

    final Pulse pulse = new Pulse();
    private final Said said = new Said();
    private final Glance glance = new Glance();

    /** As it was recalled: a target is in trouble here. */
    private boolean ailing;

    private @Nullable Habits habits;

    @Nullable
    Cadence cadence;

    /** Sources that never promise, as of the last hop. */
    private @Nullable Presence sources;

    /** Whom to believe, as of the last hop. */
    private SourceHealth reporters = new SourceHealth();

    Relapse relapse = new Relapse();
    Fall fall = new Fall();

    /** Best onset within the shorter ramp, as of the last hop, once somebody has asked for it. */
    private @Nullable BestOnset sharpest;

    /** Hops that it has not taken in, where they come out of a store. */
    private @Nullable Backlog backlog;

    private final OutageHistory outages;
    final Lesson.Kind kind;

    private final Attendance attendance;

    final Restarts restarts = new Restarts();
    private long heardHop = Long.MIN_VALUE;

    private final NamedCell name;

    /** A cell of a network of whose outages nothing is known. */
    CellView(Cell cell, String area) {
        this(cell, area, new OutageHistory());
    }

    CellView(Cell cell, String area, OutageHistory outages) {
        super(cell, area);
        this.outages = outages;
        this.kind = Lesson.Kind.of(cell);
        this.attendance = new Attendance(kind);
        this.name = new NamedCell(cell);
    }

    /** Whether it stands before a cell, below 0, or behind it, or is that cell. */
    int order(Cell other) {
        return name.order(other);
    }

    /** Takes one of the summaries of {@code hop}: a cell has one for each partition and collector. */
    void hear(long hop, CellSummary summary) {
        begin(hop);
        said.add(summary);
    }

    private void begin(long hop) {
        if (heardHop != hop) {
            heardHop = hop;
            said.clear();
            habits = null;
        }
    }

    /** Takes the hop as a whole; false if nobody said anything of this cell. */
    boolean update(long hop, SourceHealth health) {
        if (heardHop != hop) {
            return false;
        }
        count(hop, health);
        glance.look(hop, latest(), health);
        if (sources != null && sources.broken() > 0) {
            glance.silentSources(sources.probes());
        }
        showLater(glance.broken());
        rememberReturns(hop);
        relapse.look(this, hop);
        return true;
    }

    /** From now on those speak of it whom {@code turnout} counts; they are to be added to what this returns. */
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

    /** Takes the last hop in, in which something was said that is rarely said; the glance is told by {@link #recall}. */
    void takeIn(SourceHealth health) {
        var waiting = backlog;
        if (waiting == null || !waiting.waits()) {
            return;
        }
        while (waiting.waitsBeforeTheLast()) {
            pulse.take(waiting.hop(), waiting.reports(), 0);
            waiting.next();
        }
        var hop = waiting.hop();
        begin(hop);
        waiting.speakers().forEach(said::add);
        waiting.next();
        count(hop, health);
        showLater(glance.broken());
        rememberReturns(hop);
    }

    @Override
    void refresh() {
        var waiting = backlog;
        if (waiting == null || !waiting.waits()) {
            return;
        }
        while (waiting.waits()) {
            heardHop = waiting.hop();
            pulse.take(heardHop, waiting.reports(), 0);
            waiting.next();
        }
        said.goOn(waiting.speakers());
        habits = null;
        sharpest = null;
        showLater(glance.broken());
        restarts.forget(heardHop);
    }

    /** Whom to believe is known better now than when the hop was taken. */
    void lookAgain() {
        sharpest = null;
        showLater(glance.broken());
    }

    /** Takes what had been seen of it, which holds until something else is told. */
    void recall(CellGist gist) {
        glance.recall(gist);
        ailing = gist.ailing();
        relapse = Relapse.of(gist);
    }

    /** What there is to recall of the last hop. */
    CellGist gist() {
        return relapse.gist(cell, glance, said.anyTrouble());
    }

    private void count(long hop, SourceHealth health) {
        pulse.take(hop, said.reports(), said.losses());
        reporters = health;
        sharpest = null;
        sources = said.anySources() || cadence != null ? listen(hop, health) : null;
    }

    /** Whether so many may ail with a target that a scan could find it. */
    boolean mayAil() {
        return backlog == null ? said.anySuspect() : ailing;
    }

    /**
     * Whether, by these thresholds, too few ail with any target: those who ail only get older as long as nothing else is said of
     * targets, and what is too old counts no more.
     */
    boolean isClear(Thresholds thresholds) {
        return backlog == null && said.isClear(thresholds);
    }

    /** Too few ail by these thresholds: it {@link #isClear}, but where a store may say otherwise without its being said here. */
    void settle(Thresholds thresholds) {
        if (backlog == null) {
            said.settle(thresholds);
        }
    }

    @Override
    boolean mayHaveFallen() {
        return glance.mayHaveFallen();
    }

    @Override
    int lasting() {
        return glance.lasting();
    }

    @Override
    boolean onlySources() {
        return hasSources() && super.onlySources();
    }

    @Override
    boolean showsTheSilent() {
        return true;
    }

    @Override
    double relapseNats(long onset) {
        return relapse.nats(onset, natural());
    }

    @Override
    NaturalOutages natural() {
        return outages.of(kind);
    }

    /** Whether enough probes promise so often that an outage of a minute and a half would be seen. */
    boolean watched() {
        return glance.quickPercent() >= LEAST_QUICK_PERCENT;
    }

    /** Whether natural outages are learnt from it, which are not from nearly all that is calm. */
    boolean teaches() {
        return !fall.calm(this) || attendance.counted() != watched();
    }

    /** Counts in {@code watch} from now on as it is {@link #watched} now. */
    void count(Watch watch) {
        attendance.count(watch, watched());
    }

    /** Counts nowhere any more. */
    void leave(Watch watch) {
        attendance.count(watch, false);
    }

    /** Whether it would be watched if nobody were silent: only such outages are held against the time that was watched. */
    boolean wouldBeWatched() {
        return glance.everQuickPercent() >= LEAST_QUICK_PERCENT;
    }

    @Override
    BestOnset best(long rampMillis) {
        return rampMillis == Onset.SHORT_RAMP_MILLIS ? sharpest() : super.best(rampMillis);
    }

    /** The best onset within the shorter ramp, found once a hop. */
    BestOnset sharpest() {
        refresh();
        var known = sharpest;
        if (known == null) {
            known = super.best(Onset.SHORT_RAMP_MILLIS);
            sharpest = known;
        }
        return known;
    }

    /** Whether {@link #sharpest} gives so many nats or more, most likely at the onset {@code likely}. */
    boolean anyOnset(double nats, long likely) {
        refresh();
        var known = sharpest;
        return known == null
                ? anyOnset(nats, Onset.SHORT_RAMP_MILLIS, likely)
                : known.onset().nats() >= nats;
    }

    /** Most cells of a hop are calm, and nobody looks at their probes one by one. */
    @Override
    List<Presence> look() {
        var probes = Presences.of(heardHop, latest(), reporters, pulse.loss());
        if (sources == null) {
            return probes;
        }
        var all = new ArrayList<>(probes);
        all.add(sources);
        return all;
    }

    /** What came of it of late and what got lost. */
    Pulse.Tally air() {
        refresh();
        return pulse.tally();
    }

    /** Takes what the sources said that never promise, if the cell has any. */
    private @Nullable Presence listen(long hop, SourceHealth health) {
        var heard = HeardSources.of(latest(), hop, health);
        if (cadence == null) {
            if (heard.known() == 0) {
                return null;
            }
            cadence = new Cadence();
        }
        return heard.take(cadence, hop);
    }

    private void rememberReturns(long hop) {
        restarts.forget(hop);
        if (said.anyReturns()) {
            restarts.add(hop, latest());
        }
    }

    /** What is said of each target, one tally for each summary that says anything. */
    Map<String, List<CellSummary.TargetTally>> targets() {
        refresh();
        return said.targets();
    }

    Habits habits() {
        refresh();
        var known = habits;
        if (known == null) {
            known = Habits.of(this);
            habits = known;
        }
        return known;
    }

    /** Whether nobody is heard here but through this collector. */
    boolean onlyThrough(String collector) {
        refresh();
        return said.onlyThrough(collector);
    }

    /** Whether its sources that never promise are counted, who say something by being silent. */
    boolean hasCadence() {
        return cadence != null;
    }

    /** Whether probes have come back in the last hop. */
    boolean anyReturns() {
        refresh();
        return said.anyReturns();
    }

    /** Whether it has sources that never promise. */
    boolean hasSources() {
        refresh();
        return sources != null;
    }

    /** Its sources that never promise, if it has any. */
    Optional<Presence> sources() {
        refresh();
        return Optional.ofNullable(sources);
    }

    /** Whether any report may have come late in the last hop. */
    boolean anyLate() {
        refresh();
        return said.anyLate();
    }

    List<CellSummary> latest() {
        refresh();
        return said.summaries();
    }

    @Override
    int heardSince(long onset, long hop) {
        refresh();
        return pulse.since(onset, hop);
    }

    /** Probes that fell silent about {@code onset} and have come back with another boot. */
    int restartedSince(long onset) {
        refresh();
        return restarts.since(onset);
    }

    /** Of these, those who were not back by then, and were away for so many hops at least. */
    int restartedAfter(long onset, long hops) {
        refresh();
        return restarts.awayAt(onset, hops);
    }
}
