package kz.dabyl.detector.core.probes;

import kz.dabyl.detector.core.rules.Memory;
import kz.dabyl.detector.core.rules.Silence;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Power;
import kz.dabyl.model.Report;
import org.jspecify.annotations.Nullable;

/**
 * What the log remembers of one probe: where it is, what it promised, what it is worth. As {@link ProbeStateCodec} stores
 * it, it takes under 1 KiB; in memory, where numbers stand in full, 1.4 kB with eight targets and 2 kB with as many as it
 * may have, its name and its place among the others included. Not thread-safe.
 */
final class ProbeState {

    /** Counts fade so that a probe's last few hours weigh most. */
    private static final float FADE = 0.998f;

    private static final float PRIOR_REPORTS = 50;
    private static final float PRIOR_LOSS = 0.02f;
    private static final float PRIOR_HOURS = 3;

    /** A gap of more reports than this is an episode, not loss on the air. */
    static final long LONGEST_LOSS = 2;

    /** Of {@link #fetch}. */
    static final int LEVELS = 5;

    private static final long HOUR_MILLIS = 3_600_000;

    /** A source that has not spoken for so long is gone. */
    private static final long SOURCE_MILLIS = 72 * HOUR_MILLIS;

    final Sequence sequence;
    Cell cell;
    String collector;

    /** The place and the network of {@link #cell} as the latest report spells them: mostly the same instances again. */
    private @Nullable String place;

    private @Nullable String network;

    /** The boot as the latest report that named one spells it: mostly the same instance again. Null once it was stored. */
    private @Nullable String spelt;

    /** See {@link Boots}. */
    long boot = Boots.UNKNOWN;

    int software;
    boolean lowPower;
    boolean phone;
    boolean mains;
    int invite;
    int interval;
    long lastHeardMillis;
    final Seniority seniority;
    float made = PRIOR_REPORTS;
    float lost = PRIOR_REPORTS * PRIOR_LOSS;
    float awakeHours;
    float sleeps;
    long skew = Long.MAX_VALUE;
    Darkness darkness = new Darkness();
    final Targets targets = new Targets();
    private @Nullable CellTally tally;
    private final ProbeTallyEntry counted = new ProbeTallyEntry(targets);

    /** Up to here it is counted as it stands, unless it speaks. */
    long nextLook;

    /** The hop in which the {@link TimingWheel} comes to it. */
    long turn = TimingWheel.NONE;

    ProbeState(Report report, String collector, long received, boolean founder) {
        this(new Sequence(), report.cell(), collector, new Seniority(received, founder));
    }

    /** As of one that has said nothing yet; {@link ProbeStateCodec} fills in what was stored. */
    ProbeState(Sequence sequence, Cell cell, String collector, Seniority seniority) {
        this.sequence = sequence;
        this.cell = cell;
        this.collector = collector;
        this.seniority = seniority;
    }

    /**
     * Touches what a report needs, so that memory has brought it when the report is taken: at each level what those before it
     * point to, since it is waited for only once for all probes that are asked for theirs together. A number that means nothing.
     */
    long fetch(int level) {
        return switch (level) {
            case 0 -> lastHeardMillis + turn;
            case 1 -> sequence.gap() + darkness.lastLitMillis() + seniority.firstHeard();
            default -> targets.fetch(level) + counted.fetch(level);
        };
    }

    Sequence.Sight see(Report report) {
        return sequence.see(report.seq());
    }

    /** By which invite it came, and whether somebody vouches for it. */
    void introduce(LogEntry.Trust trust) {
        invite = CellSummary.inviteCode(trust.invite());
        if (trust.vouched()) {
            seniority.vouch();
        }
    }

    long gap() {
        return sequence.gap();
    }

    /**
     * How long ago a report was measured, milliseconds. The probe's clock may be off and may be set while it runs: the delay of its
     * latest punctual report, or a smaller one since, says by how much.
     */
    long lateness(Report report, long received, Sequence.Sight sight) {
        var delay = received - report.at();
        var live = sight == Sequence.Sight.LIVE;
        skew = Skew.after(skew, delay, received - lastHeardMillis, interval, live, live && sequence.gap() == 0);
        return delay - skew;
    }

    /**
     * Takes the promise of the highest report so far. Returns whether it is back: it broke an earlier promise or was dark,
     * and is so no more.
     *
     * @param current whether its measurements are of now and not kept from earlier
     */
    boolean renew(Report report, String by, long received, boolean current) {
        var away = learn(received) || darkness.dark();
        if (!by.equals(collector) || !isIn(report)) {
            if (!cell.network().equals(report.network()) || cell.access() != report.access()) {
                darkness.begin();
            }
            cell = report.cell();
            tally = null;
        }
        collector = by;
        place = report.place();
        network = report.network();
        interval = report.intervalSeconds();
        software = report.software() == null ? 0 : CellSummary.softwareCode(report.software());
        lowPower = report.power() == Power.LOW;
        mains = report.power() == Power.MAINS;
        phone = report.access() == Access.MOBILE && report.power() != Power.MAINS;
        lastHeardMillis = received;
        if (current) {
            darkness.judge(report.pings());
        }
        darkness.heard(received);
        return away && !darkness.dark();
    }

    /** Spelt by the same instances it need not be compared, nor its cell be read. */
    private boolean isIn(Report report) {
        return cell.access() == report.access()
                && (report.place().equals(place) || report.place().equals(cell.place()))
                && (report.network().equals(network) || report.network().equals(cell.network()));
    }

    /** Where the probe counts, looked up once for each time it moves. */
    CellTally tally(CellTallies tallies) {
        if (tally == null) {
            tally = tallies.of(cell, collector);
            // The probes of a cell share one instance, which is then at hand.
            cell = tally.cell;
        }
        return tally;
    }

    /** The tallies are made anew, or it is gone. */
    void forgetTally() {
        tally = null;
        counted.forget();
        turn = TimingWheel.NONE;
    }

    /** It is counted nowhere from now on. */
    void withdraw() {
        counted.withdraw();
        turn = TimingWheel.NONE;
    }

    private boolean learn(long received) {
        if (interval <= 0 || lastHeardMillis == 0) {
            return false;
        }
        var elapsed = received - lastHeardMillis;
        var broken = Silence.brokenPromises(elapsed, interval) > 0;
        var gap = sequence.gap();
        made = made * FADE + 1 + Math.min(gap, LONGEST_LOSS);
        lost = lost * FADE + Math.min(gap, LONGEST_LOSS);
        var promised = elapsed / (interval * 1000f);
        awakeHours = awakeHours * FADE + Math.min(elapsed, 2_000L * interval) / (float) HOUR_MILLIS;
        // It made fewer reports than it had promised: it slept. Reports made and not delivered show as a gap instead.
        sleeps = sleeps * FADE + (broken && promised > 2 && gap + 1 < promised / 2 ? 1 : 0);
        if (!broken && elapsed >= 500L * interval) {
            seniority.keptPromise();
        }
        return broken;
    }

    /** Notes the boot of a report; whether it is another than before. */
    boolean rebooted(Report report) {
        var now = report.boot();
        if (now == null) {
            return false;
        }
        var same = now.equals(spelt);
        spelt = now;
        return !same && rebooted(Boots.hash(now));
    }

    private boolean rebooted(long now) {
        var other = boot != now && boot != Boots.UNKNOWN;
        boot = now;
        return other;
    }

    long lastHeardMillis() {
        return lastHeardMillis;
    }

    /** When it was last heard with a network that works, epoch milliseconds. */
    long lastLitMillis() {
        return darkness.lastLitMillis();
    }

    boolean dark() {
        return darkness.dark();
    }

    Targets targets() {
        return targets;
    }

    /** Whether silence may mean something: it promised, and did not say that its battery is low. */
    boolean promises() {
        return interval > 0 && !lowPower;
    }

    /**
     * Whether it is one of the sources that never promise and counts as such: not new, lest a flood of new ones makes a
     * cadence and breaks it, and heard of late.
     */
    boolean isSource(long now) {
        return interval == Report.NO_PROMISE && now - lastHeardMillis <= SOURCE_MILLIS && seniority.settled(now);
    }

    /** Whether its silence may still mean something so many hops after it was heard with a network that works. */
    boolean remembered(long age) {
        return promises() && age <= Memory.longestHops(interval);
    }

    /** Counts the probe as it stands at the end of {@code hop}, and finds out how long that holds. */
    void count(CellTallies tallies, long hop) {
        var now = HopSummary.startOf(hop + 1);
        nextLook = Seniority.NEVER;
        if (remembered(hop - HopSummary.hopOf(lastLitMillis()))) {
            countProbe(tally(tallies), hop, now);
        } else if (isSource(now)) {
            counted.source(tally(tallies));
            nextLook = HopSummary.hopOf(lastHeardMillis + SOURCE_MILLIS);
        } else {
            counted.withdraw();
            if (interval == Report.NO_PROMISE && !seniority.settled(now)) {
                nextLook = seniority.settledHop();
            }
        }
    }

    private void countProbe(CellTally in, long hop, long now) {
        var percent = seniority.percent(now);
        var newcomer = seniority.newcomer(now);
        var longest = Memory.longestHops(interval);
        var traits = new Cohorts.Traits(
                interval,
                CellSummary.bucketOfLoss(lost / made),
                CellSummary.bucketOfSleepsPerHour(sleepsPerHour()),
                software,
                invite,
                newcomer,
                darkness.dark(),
                mains);
        var lit = HopSummary.hopOf(lastLitMillis());
        counted.probe(in, lit, Cohorts.traits(traits), percent);
        nextLook = Math.min(lit + longest + 1, seniority.nextChange(hop));
        if (dark() || targets.isEmpty() || Silence.brokenPromises(now - lastHeardMillis, interval) > 0) {
            counted.withdrawTargets();
        } else {
            counted.targets(targets.steady(hop, longest), newcomer, percent, longest);
            var broken = Seniority.hopReaching(lastHeardMillis + Silence.brokenAfter(interval));
            nextLook = Math.min(nextLook, Math.min(broken, targets.nextChange(hop, longest)));
        }
    }

    /** Whether it appeared long after the log began and is still young: alone it proves nothing. */
    boolean newcomer(long now) {
        return seniority.newcomer(now);
    }

    private double sleepsPerHour() {
        var prior = phone ? 0.2f : 0.08f;
        return (prior * PRIOR_HOURS + sleeps) / (PRIOR_HOURS + awakeHours);
    }
}
