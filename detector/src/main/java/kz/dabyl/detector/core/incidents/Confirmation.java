package kz.dabyl.detector.core.incidents;

import kz.dabyl.detector.core.scopes.Controls;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * When an incident is confirmed: something that lives says that it is no fault of ours, it has held for as long as is asked for, and
 * it may no longer turn out to have been a restart, but for fixed lines alone: that they come back with another boot says however
 * late that they were without current. One step a hop.
 */
final class Confirmation {

    /**
     * A restart of a fleet is over within this; a phone that comes back later with a new boot may have run out of
     * battery. Fixed lines are on the mains: they were without current, however long.
     */
    static final long RESTART_HOPS = 600_000 / HopSummary.HOP_MILLIS;

    /** Of those who are cut off hardly anybody comes back, with another boot or without. */
    private static final double LEAST_ANEW = 0.1;

    private static final String NO_CONTROL = "no control: ";

    private static final String NO_WITNESS =
            NO_CONTROL + "no witness abroad tried it, and nobody elsewhere at home whom it answered";

    private final HopView hop;
    private final World world;
    private final Thresholds thresholds;

    Confirmation(HopView hop, Thresholds thresholds) {
        this.hop = hop;
        this.world = hop.world();
        this.thresholds = thresholds;
    }

    /** Confirms it if nothing is waited for any more, and says why where it cannot. */
    void step(IncidentState incident) {
        if (incident.halfBack()) {
            incident.heldSinceHop = world.hop();
            return;
        }
        var silence = incident.signal.isSilence();
        var confirmed = incident.certainty == Incident.Certainty.CONFIRMED;
        var controlled = silence ? confirmed || anyControlLives(incident) : incident.controlled;
        var held = (world.hop() - incident.heldSinceHop) * HopSummary.HOP_MILLIS;
        if (controlled
                && held >= thresholds.confirmAfterSeconds() * 1000L
                && !Kinds.mayBeRestart(incident, world.hop())
                && !(silence && (Kinds.mayBeRelease(incident, world.hop()) || comesBackAnew(incident)))) {
            incident.certainty = Incident.Certainty.CONFIRMED;
        }
        var alone = !controlled && incident.certainty == Incident.Certainty.SUSPECTED;
        incident.reason = reason(incident, alone);
    }

    /** Whether some are back with another boot, and it may yet turn out that it was a restart. */
    private boolean comesBackAnew(IncidentState incident) {
        return incident.rebooted >= Math.max(thresholds.minProbes(), LEAST_ANEW * incident.silentWeight())
                && world.hop() - incident.onset <= RESTART_HOPS
                && !incident.late.showLife(incident.silentWeight());
    }

    private @Nullable String reason(IncidentState incident, boolean alone) {
        if (incident.signal.isSilence()) {
            return alone ? NO_CONTROL + controls(incident).missing() : null;
        }
        var method = incident.method;
        var how = method == null || incident.kind != IncidentKind.BLOCKING
                ? null
                : method.reason(incident.signal.targets().size());
        if (!alone) {
            return how;
        }
        return how == null ? NO_WITNESS : how + "; " + NO_WITNESS;
    }

    private boolean anyControlLives(IncidentState incident) {
        return Controls.anyLive(
                incident.members.keySet(),
                incident.areas,
                hop.landscape(incident.signal, thresholds),
                thresholds,
                incident.onset);
    }

    private Controls controls(IncidentState incident) {
        return Controls.of(
                incident.members.keySet(),
                incident.areas,
                hop.landscape(incident.signal, thresholds),
                thresholds,
                incident.onset);
    }
}
