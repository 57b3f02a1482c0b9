package kz.dabyl.alerts.page;

import java.util.List;
import kz.dabyl.model.Incident;

/**
 * An incident and how it came about.
 *
 * @param revisions at least one, the newest last
 */
record Case(List<Incident> revisions) {

    Case {
        revisions = List.copyOf(revisions);
    }

    Incident incident() {
        return revisions.get(revisions.size() - 1);
    }

    List<Milestone> milestones() {
        return Milestone.of(revisions);
    }
}
