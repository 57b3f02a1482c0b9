package kz.dabyl.detector.core.incidents;

import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.cells.Population;
import kz.dabyl.detector.core.cells.Presence;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;

/** When an incident is over: its return has to be told by {@link Return} and to hold. One step a hop. */
final class Closing {

    /** So much later than usual the end of what may be falling again is told at most. */
    private static final long LONGEST_AGAIN_MILLIS = 50_000;

    /** Where nothing more comes of those who speak seldom, no later than an interval, or this. */
    private static final long LONGEST_ROUND_MILLIS = 120_000;

    private static final double LEAST_OF_DUE = 0.5;

    /** Share of those who are back that breaks promises beside what is lost on the air. */
    private static final double BREAKING = 0.1;

    private static final double LEAST_BREAKING = 1.5;

    private static final int FEW_BROKEN = 3;

    /** So many reports are lost on the air where much is. */
    private static final double MOST_LOST = 0.15;

    /** Who came back last is missed again after so many intervals. */
    private static final double ROUNDS = 2;

    /** Before its end is told for good it has to hold for so long. */
    private static final long HELD_MILLIS = 30_000;

    /** What speaks more often than so comes back within it. */
    private static final long SELDOM_MILLIS = 60_000;

    /** When those who speak seldom were able to speak again is known but roughly, and that they fall again only when they are due. */
    private static final long LATE_MILLIS = 35_000;

    /** The only phone of few that is heard may be away for a while: that sets the wait back by so many hops a hop, one of them its own. */
    private static final int SET_BACK = 10;

    private static final int LONGEST_UNSEEN_HOPS = (int) (86_400_000 / HopSummary.HOP_MILLIS);

    private final World world;
    private final Thresholds thresholds;

    Closing(World world, Thresholds thresholds) {
        this.world = world;
        this.thresholds = thresholds;
    }

    /** Closes it if it is over. */
    void step(IncidentState incident) {
        if (incident.unseen > LONGEST_UNSEEN_HOPS) {
            // Nobody tries these targets any more: how it ended cannot be known.
            incident.close(HopSummary.startOf(world.hop() - incident.unseen + 1), world.hop());
            return;
        }
        if (incident.backSinceHop == IncidentState.NEVER) {
            if (!returns(incident)) {
                return;
            }
            incident.backSinceHop = world.hop();
        } else if (Return.relapsed(
                incident.telling(),
                world.hop(),
                incident.leak.share(),
                isSteady(incident),
                waited(incident) >= Return.Stage.LAGGING.waitHops)) {
            incident.backSinceHop = IncidentState.NEVER;
            return;
        }
        if (isBackForLong(incident) && !mayFallAgain(incident)) {
            incident.close(HopSummary.startOf(incident.lastLowHop + 1), world.hop());
        }
    }

    /**
     * Whether it is back for as long as is asked for: since that was told, or since most came back. Those who speak seldom come
     * back one by one, and that half of them are is told long after they were able to speak. Where it leaks, what passes looks
     * like what comes back for too long.
     */
    private boolean isBackForLong(IncidentState incident) {
        var asked = thresholds.closeAfterSeconds() * 1000L;
        var told = (world.hop() - incident.backSinceHop) * HopSummary.HOP_MILLIS;
        if (told >= asked) {
            return true;
        }
        if (!incident.signal.isSilence() || told < HELD_MILLIS || incident.leak.excess() > 0) {
            return false;
        }
        var firstBack = firstBack(incident) * HopSummary.HOP_MILLIS;
        return firstBack > IncidentLife.LOW * SELDOM_MILLIS
                && (world.hop() - incident.lastLowHop) * HopSummary.HOP_MILLIS + firstBack >= asked + LATE_MILLIS
                && speaksOn(incident);
    }

    /** Whether what was due in the last minute came: of those who speak seldom it is seen late that they are missed. */
    private boolean speaksOn(IncidentState incident) {
        var before = world.hop() - Population.MINUTE_HOPS;
        var due = 0.0;
        var heard = 0;
        for (var member : incident.telling()) {
            var view = world.cells().get(member.cell);
            if (view != null) {
                due += view.expectedSince(before, world.hop());
                heard += view.heardSince(before, world.hop());
            }
        }
        return heard >= LEAST_OF_DUE * due;
    }

    /** Hops in which those who are back evenly over their intervals are as many as {@link IncidentLife#LOW} of all. */
    private long firstBack(IncidentState incident) {
        var all = 0.0;
        var perHop = 0.0;
        for (var member : incident.telling()) {
            var view = world.cells().get(member.cell);
            if (view != null) {
                for (var presence : view.presences()) {
                    if (presence.intervalSeconds() > 0) {
                        all += presence.weight();
                        perHop += presence.weight()
                                * Math.min(1, HopSummary.HOP_MILLIS / (1000.0 * presence.intervalSeconds()));
                    }
                }
            }
        }
        return perHop == 0 ? 0 : (long) (IncidentLife.LOW * all / perHop);
    }

    /**
     * Whether those who are back may be falling again: that a line that comes and goes has gone shows only after an interval and a
     * grace. Not waited for longer than a steady end may take to be told; where nothing more comes,
     * until those who speak seldom are missed.
     */
    private boolean mayFallAgain(IncidentState incident) {
        if (!isRestless(incident, 1)) {
            return false;
        }
        var since = (world.hop() - incident.lastLowHop) * HopSummary.HOP_MILLIS;
        var late = since - thresholds.closeAfterSeconds() * 1000L;
        return late < LONGEST_AGAIN_MILLIS
                || (late < Math.min(LONGEST_ROUND_MILLIS, roundMillis(backIn(incident))) && !speaksOn(incident));
    }

    /**
     * Whether more of those who are back break their promises than lose reports. Whoever broke more than a few has left since, or
     * sleeps.
     *
     * @param mostLost no more than this share is taken for lost on the air: what is let through by chance looks like that
     */
    private boolean isRestless(IncidentState incident, double mostLost) {
        if (!incident.signal.isSilence()) {
            return false;
        }
        var broken = 0.0;
        var usual = 0.0;
        for (var presence : backIn(incident)) {
            broken += presence.broken() > 0 && presence.broken() <= FEW_BROKEN ? presence.weight() : 0;
            usual += (Math.min(mostLost, presence.loss()) + BREAKING) * presence.weight();
        }
        return broken >= LEAST_BREAKING && broken > usual;
    }

    /**
     * Whether it is known that they keep them on: the next report of those who report as often as the mean has been due. Trouble with
     * targets is told in each report, and has no promise to break.
     */
    private boolean isSteady(IncidentState incident) {
        var since = (world.hop() - incident.lastLowHop) * HopSummary.HOP_MILLIS;
        return !incident.signal.isSilence()
                || (since >= ROUNDS * roundMillis(backIn(incident)) && !isRestless(incident, MOST_LOST));
    }

    /** Mean interval of those who are back. */
    private static double roundMillis(List<Presence> back) {
        var all = 0.0;
        var rounds = 0.0;
        for (var presence : back) {
            all += presence.weight();
            rounds += 1000 * presence.weight() * presence.intervalSeconds();
        }
        return all == 0 ? 0 : rounds / all;
    }

    private List<Presence> backIn(IncidentState incident) {
        return incident.telling().stream()
                .flatMap(member -> Optional.ofNullable(world.cells().get(member.cell)).stream())
                .flatMap(view -> view.presences().stream())
                .filter(presence -> presence.heard() > incident.lastLowHop && !presence.sources())
                .toList();
    }

    /**
     * Whether its return begins. It learns how much is heard all the same as long as it is likelier cut than back, or too few are
     * back who break their promises again: places and networks that prove to be back say nothing of the others.
     */
    private boolean returns(IncidentState incident) {
        var steady = isSteady(incident);
        var twice = steady && incident.signal.isSilence();
        var stage = Return.stage(incident.telling(), world.hop(), incident.leak.share(), steady, twice);
        if (stage == Return.Stage.CUT || (stage == Return.Stage.FEW && isRestless(incident, MOST_LOST))) {
            var cut = Return.notBack(incident.telling(), world.hop(), incident.leak.share());
            if (!cut.isEmpty()) {
                incident.leak.take(heardShare(cut));
            }
        }
        if (stage == Return.Stage.PARTLY && waited(incident) > SET_BACK) {
            incident.undecidedSinceHop += SET_BACK;
            return false;
        }
        if (stage.waitHops == Long.MAX_VALUE) {
            incident.undecidedSinceHop = IncidentState.NEVER;
            return false;
        }
        if (incident.undecidedSinceHop == IncidentState.NEVER) {
            incident.undecidedSinceHop = world.hop();
        }
        if (stage == Return.Stage.LAGGING) {
            incident.laggedHop = world.hop();
        }
        var since = stage == Return.Stage.UNDECIDED ? incident.laggedHop : IncidentState.NEVER;
        return world.hop() - Math.max(incident.undecidedSinceHop, since) >= stage.waitHops;
    }

    private static double heardShare(List<Member> members) {
        var silent = Member.sum(members, Member::silentWeight);
        return silent == 0 ? 0 : Member.sum(members, Member::heardWeight) / silent;
    }

    private long waited(IncidentState incident) {
        return incident.undecidedSinceHop == IncidentState.NEVER ? 0 : world.hop() - incident.undecidedSinceHop;
    }
}
