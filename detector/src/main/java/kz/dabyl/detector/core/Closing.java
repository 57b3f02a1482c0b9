package kz.dabyl.detector.core;

import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Thresholds;

/** When an incident is over: its return has to be told by {@link Return} and to hold. One step a hop. */
final class Closing {

    /** So much later than usual the end of what may be falling again is told at most. */
    private static final long LONGEST_AGAIN_MILLIS = 50_000;

    /** Share of those who are back that breaks promises beside what is lost on the air. */
    private static final double BREAKING = 0.1;

    private static final double LEAST_BREAKING = 1.5;

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
            close(incident, HopSummary.startOf(world.hop() - incident.unseen + 1));
            return;
        }
        if (incident.backSince == IncidentState.NEVER) {
            if (!returns(incident)) {
                return;
            }
            incident.backSince = world.hop();
        } else if (Return.relapsed(
                incident.telling(),
                world.hop(),
                incident.leak.share(),
                waited(incident) >= Return.Stage.LAGGING.waitHops)) {
            incident.backSince = IncidentState.NEVER;
            incident.undecidedSince = IncidentState.NEVER;
            return;
        }
        if ((world.hop() - incident.backSince) * HopSummary.HOP_MILLIS >= thresholds.closeAfterSeconds() * 1000L
                && !mayFallAgain(incident)) {
            close(incident, HopSummary.startOf(incident.lastLow + 1));
        }
    }

    /**
     * Whether more of those who are back break their promises than lose reports: that a line that comes and goes has gone shows
     * only after an interval and a grace. Not waited for longer than a steady end may take to be told.
     */
    private boolean mayFallAgain(IncidentState incident) {
        var since = (world.hop() - incident.lastLow) * HopSummary.HOP_MILLIS;
        if (!incident.signal.isSilence() || since >= thresholds.closeAfterSeconds() * 1000L + LONGEST_AGAIN_MILLIS) {
            return false;
        }
        var broken = 0.0;
        var usual = 0.0;
        for (var member : incident.telling()) {
            var view = world.cells.get(member.cell);
            if (view != null) {
                for (var presence : view.presences()) {
                    if (presence.lastHeard() > incident.lastLow && !presence.sources()) {
                        broken += presence.broken() > 0 ? presence.weight() : 0;
                        usual += (presence.loss() + BREAKING) * presence.weight();
                    }
                }
            }
        }
        return broken >= LEAST_BREAKING && broken > usual;
    }

    /** Whether its return begins; as long as it is likelier cut than back it learns how much is heard all the same. */
    private boolean returns(IncidentState incident) {
        var stage = Return.stage(incident.telling(), world.hop(), incident.leak.share());
        if (stage == Return.Stage.CUT) {
            incident.leak.take(incident.heardShare());
        }
        if (stage == Return.Stage.CUT || stage == Return.Stage.PARTLY) {
            incident.undecidedSince = IncidentState.NEVER;
            return false;
        }
        if (incident.undecidedSince == IncidentState.NEVER) {
            incident.undecidedSince = world.hop();
        }
        return waited(incident) >= stage.waitHops;
    }

    private long waited(IncidentState incident) {
        return incident.undecidedSince == IncidentState.NEVER ? 0 : world.hop() - incident.undecidedSince;
    }

    private void close(IncidentState incident, long endedAt) {
        incident.state = Incident.State.CLOSED;
        incident.endedAt = endedAt;
        incident.closedHop = world.hop();
        incident.dating.clear();
    }
}
