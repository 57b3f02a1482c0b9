package kz.dabyl.detector.core.cells;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * What the second fold knows of one cell: what is said of it, its probes as of the last hop, and what follows from them. What
 * takes time to find out is found when somebody asks, once a hop. Not thread-safe.
 */
public final class CellView extends Population {

    final Hearing hearing = new Hearing();
    private final CellPrefilter prefilter = new CellPrefilter();

    /** As it was recalled: a target is in trouble here. */
    private boolean ailing;

    private @Nullable Habits habits;

    Relapse relapse = new Relapse();

    /** Best onset within the shorter ramp, as of the last hop, once somebody has asked for it. */
    private @Nullable BestOnset sharpest;

    private final CellOutages outages;

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
        if (hearing.hear(hop, summary)) {
            habits = null;
        }
    }

    /** Takes the hop as a whole; false if nobody said anything of this cell. */
    public boolean update(long hop, SourceHealth health) {
        if (!hearing.isOf(hop)) {
            return false;
        }
        hearing.close(health);
        prefilter.look(hop, latest(), health);
        var sources = hearing.sources();
        if (sources != null && sources.broken() > 0) {
            prefilter.silentSources(sources.probes());
        }
        lookAgain();
        relapse.look(this, hop);
        return true;
    }

    /** From now on those speak of it whom {@code turnout} counts; they are to be added to what this returns. */
    public Backlog follow(Turnout turnout, SourceHealth health) {
        return hearing.follow(turnout, health);
    }

    public boolean follows(Turnout turnout) {
        return hearing.follows(turnout);
    }

    /** Takes the last hop in, in which something was said that is rarely said; the prefilter is told by {@link #recall}. */
    public void takeIn(SourceHealth health) {
        if (hearing.catchUpWithNews(health)) {
            habits = null;
            lookAgain();
        }
    }

    @Override
    public void refresh() {
        if (hearing.catchUp()) {
            habits = null;
            lookAgain();
        }
    }

    /** Whom to believe is known better now than when the hop was taken. */
    public void lookAgain() {
        sharpest = null;
        showLater(prefilter.broken());
    }

    /** Takes what had been seen of it, which holds until something else is told. */
    public void recall(CellGist gist) {
        prefilter.recall(gist);
        ailing = gist.ailing();
        relapse = Relapse.of(gist);
    }

    /** What there is to recall of the last hop. */
    public CellGist gist() {
        return relapse.gist(cell, prefilter, hearing.anyTrouble());
    }

    /** Whether so many may ail with a target that a scan could find it. */
    public boolean mayAil() {
        return hearing.isLive() ? hearing.anySuspect() : ailing;
    }

    /**
     * Whether, by these thresholds, too few ail with any target: those who ail only get older as long as nothing else is said of
     * targets, and what is too old counts no more.
     */
    public boolean isClear(Thresholds thresholds) {
        return hearing.isLive() && hearing.isClear(thresholds);
    }

    /** Too few ail by these thresholds: it {@link #isClear}, but where a store may say otherwise without its being said here. */
    public void settle(Thresholds thresholds) {
        if (hearing.isLive()) {
            hearing.settle(thresholds);
        }
    }

    @Override
    public boolean mayHaveFallen() {
        return prefilter.mayHaveFallen();
    }

    @Override
    public int lasting() {
        return prefilter.lasting();
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
        return hearing.presences();
    }

    /** What came of it of late and what got lost. */
    public Pulse.Tally air() {
        refresh();
        return hearing.pulse.tally();
    }

    /** What is said of each target, one tally for each summary that says anything. */
    public Map<String, List<CellSummary.TargetTally>> targets() {
        refresh();
        return hearing.targets();
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
        return hearing.onlyThrough(collector);
    }

    /** Whether its sources that never promise are counted, who say something by being silent. */
    public boolean hasCadence() {
        return hearing.cadence != null;
    }

    /** Whether probes have come back in the last hop. */
    public boolean anyReturns() {
        refresh();
        return hearing.anyReturns();
    }

    /** Whether it has sources that never promise. */
    boolean hasSources() {
        refresh();
        return hearing.sources() != null;
    }

    /** Its sources that never promise, if it has any. */
    public Optional<Presence> sources() {
        refresh();
        return Optional.ofNullable(hearing.sources());
    }

    /** Whether any report may have come late in the last hop. */
    public boolean anyLate() {
        refresh();
        return hearing.anyLate();
    }

    public List<CellSummary> latest() {
        refresh();
        return hearing.summaries();
    }

    @Override
    public int heardSince(long onset, long hop) {
        refresh();
        return hearing.pulse.since(onset, hop);
    }

    /** Probes that fell silent about {@code onset} and have come back with another boot. */
    public int restartedSince(long onset) {
        refresh();
        return hearing.restarts.since(onset);
    }

    /** Of these, those who were not back by then, and were away for so many hops at least. */
    public int restartedAfter(long onset, long hops) {
        refresh();
        return hearing.restarts.awayAt(onset, hops);
    }

    /** Its outages, and what is learnt from them. */
    public CellOutages outages() {
        return outages;
    }

    /** Percent of a probe that promise so often that an outage of a minute and a half would be seen. */
    long quickPercent() {
        return prefilter.quickPercent();
    }

    /** The same if nobody were silent. */
    long everQuickPercent() {
        return prefilter.everQuickPercent();
    }

    public RestartLog restarts() {
        refresh();
        return hearing.restarts;
    }

    public Pulse pulse() {
        return hearing.pulse;
    }

    public @Nullable Cadence cadence() {
        return hearing.cadence;
    }
}
