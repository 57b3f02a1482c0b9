package kz.dabyl.detector.core.cells;

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
public final class CellView extends Population {

    final Pulse pulse = new Pulse();
    private final Said said = new Said();
    private final CellPrefilter glance = new CellPrefilter();

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

    /** Best onset within the shorter ramp, as of the last hop, once somebody has asked for it. */
    private @Nullable BestOnset sharpest;

    /** Hops that it has not taken in, where they come out of a store. */
    private @Nullable Backlog backlog;

    private final CellOutages outages;

    final RestartLog restarts = new RestartLog();
    private long heardHop = Long.MIN_VALUE;

    private final NamedCell name;

    /** A cell of a network of whose outages nothing is known. */
    CellView(Cell cell, String area) {
        this(cell, area, new OutageHistory());
    }

    public CellView(Cell cell, String area, OutageHistory outages) {
        super(cell, area);
        this.outages = new CellOutages(this, outages);
        this.name = new NamedCell(cell);
    }

    /** Whether it stands before a cell, below 0, or behind it, or is that cell. */
    public int order(Cell other) {
        return name.order(other);
    }

    /** Takes one of the summaries of {@code hop}: a cell has one for each partition and collector. */
    public void hear(long hop, CellSummary summary) {
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
    public boolean update(long hop, SourceHealth health) {
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
    public Backlog follow(Turnout turnout, SourceHealth health) {
        var known = backlog;
        if (known == null || !known.isOf(turnout)) {
            known = new Backlog(turnout);
            backlog = known;
            reporters = health;
        }
        return known;
    }

    public boolean follows(Turnout turnout) {
        return backlog != null && backlog.isOf(turnout);
    }

    /** Takes the last hop in, in which something was said that is rarely said; the glance is told by {@link #recall}. */
    public void takeIn(SourceHealth health) {
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
    public void refresh() {
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
    public void lookAgain() {
        sharpest = null;
        showLater(glance.broken());
    }

    /** Takes what had been seen of it, which holds until something else is told. */
    public void recall(CellGist gist) {
        glance.recall(gist);
        ailing = gist.ailing();
        relapse = Relapse.of(gist);
    }

    /** What there is to recall of the last hop. */
    public CellGist gist() {
        return relapse.gist(cell, glance, said.anyTrouble());
    }

    private void count(long hop, SourceHealth health) {
        pulse.take(hop, said.reports(), said.losses());
        reporters = health;
        sharpest = null;
        sources = said.anySources() || cadence != null ? listen(hop, health) : null;
    }

    /** Whether so many may ail with a target that a scan could find it. */
    public boolean mayAil() {
        return backlog == null ? said.anySuspect() : ailing;
    }

    /**
     * Whether, by these thresholds, too few ail with any target: those who ail only get older as long as nothing else is said of
     * targets, and what is too old counts no more.
     */
    public boolean isClear(Thresholds thresholds) {
        return backlog == null && said.isClear(thresholds);
    }

    /** Too few ail by these thresholds: it {@link #isClear}, but where a store may say otherwise without its being said here. */
    public void settle(Thresholds thresholds) {
        if (backlog == null) {
            said.settle(thresholds);
        }
    }

    @Override
    public boolean mayHaveFallen() {
        return glance.mayHaveFallen();
    }

    @Override
    public int lasting() {
        return glance.lasting();
    }

    @Override
    public boolean onlySources() {
        return hasSources() && super.onlySources();
    }

    @Override
    public boolean showsTheSilent() {
        return true;
    }

    @Override
    public double relapseNats(long onset) {
        return relapse.nats(onset, natural());
    }

    @Override
    public NaturalOutages natural() {
        return outages.natural();
    }

    @Override
    public BestOnset best(long rampMillis) {
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
    public Pulse.Tally air() {
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
    public Map<String, List<CellSummary.TargetTally>> targets() {
        refresh();
        return said.targets();
    }

    public Habits habits() {
        refresh();
        var known = habits;
        if (known == null) {
            known = Habits.of(this);
            habits = known;
        }
        return known;
    }

    /** Whether nobody is heard here but through this collector. */
    public boolean onlyThrough(String collector) {
        refresh();
        return said.onlyThrough(collector);
    }

    /** Whether its sources that never promise are counted, who say something by being silent. */
    public boolean hasCadence() {
        return cadence != null;
    }

    /** Whether probes have come back in the last hop. */
    public boolean anyReturns() {
        refresh();
        return said.anyReturns();
    }

    /** Whether it has sources that never promise. */
    boolean hasSources() {
        refresh();
        return sources != null;
    }

    /** Its sources that never promise, if it has any. */
    public Optional<Presence> sources() {
        refresh();
        return Optional.ofNullable(sources);
    }

    /** Whether any report may have come late in the last hop. */
    public boolean anyLate() {
        refresh();
        return said.anyLate();
    }

    public List<CellSummary> latest() {
        refresh();
        return said.summaries();
    }

    @Override
    public int heardSince(long onset, long hop) {
        refresh();
        return pulse.since(onset, hop);
    }

    /** Probes that fell silent about {@code onset} and have come back with another boot. */
    public int restartedSince(long onset) {
        refresh();
        return restarts.since(onset);
    }

    /** Of these, those who were not back by then, and were away for so many hops at least. */
    public int restartedAfter(long onset, long hops) {
        refresh();
        return restarts.awayAt(onset, hops);
    }

    /** Its outages, and what is learnt from them. */
    public CellOutages outages() {
        return outages;
    }

    /** Percent of a probe that promise so often that an outage of a minute and a half would be seen. */
    long quickPercent() {
        return glance.quickPercent();
    }

    /** The same if nobody were silent. */
    long everQuickPercent() {
        return glance.everQuickPercent();
    }

    public RestartLog restarts() {
        return restarts;
    }

    public Pulse pulse() {
        return pulse;
    }

    public @Nullable Cadence cadence() {
        return cadence;
    }
}
