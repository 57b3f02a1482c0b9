package kz.dabyl.alerts.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kz.dabyl.model.Incident;

/**
 * Something that happened to an incident.
 *
 * @param what key of its text, after {@code milestone.}
 * @param time epoch milliseconds
 */
record Milestone(String what, long time) {

    /** What happened in the course of {@code revisions}, which are in order, as it went. */
    static List<Milestone> of(List<Incident> revisions) {
        var latest = revisions.get(revisions.size() - 1);
        var found = new ArrayList<Milestone>();
        found.add(new Milestone("began", latest.started()));
        found.add(new Milestone("told", latest.detected()));
        revisions.stream()
                .filter(revision -> revision.certainty() == Incident.Certainty.CONFIRMED)
                .findFirst()
                .ifPresent(revision -> found.add(new Milestone("confirmed", revision.updated())));
        for (var i = 1; i < revisions.size(); i++) {
            var before = revisions.get(i - 1);
            var now = revisions.get(i);
            if (now.kind() != before.kind()) {
                found.add(new Milestone("kind", now.updated()));
            }
            if (now.restored().size() > before.restored().size() && now.state() == Incident.State.OPEN) {
                found.add(new Milestone("restored", now.updated()));
            }
            if (now.evidence().lateConfirmations() > 0 && before.evidence().lateConfirmations() == 0) {
                found.add(new Milestone("late", now.updated()));
            }
        }
        var ended = latest.ended();
        if (ended != null && latest.state() == Incident.State.CLOSED) {
            found.add(new Milestone("ended", ended));
        }
        if (latest.state() != Incident.State.OPEN) {
            found.add(new Milestone(latest.state().word(), latest.updated()));
        }
        found.sort(Comparator.comparingLong(Milestone::time));
        return List.copyOf(found);
    }
}
