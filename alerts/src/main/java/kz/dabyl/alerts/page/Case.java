package kz.dabyl.alerts.page;

import java.util.Comparator;
import java.util.List;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Incident.Evidence;

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

    /**
     * The numbers that tell most: the latest ones while it is open, afterwards those of the revision in which fewest of the
     * promised reports came, for the last ones are those of the return.
     */
    Evidence decisive() {
        var latest = incident().evidence();
        if (incident().state() == Incident.State.OPEN) {
            return latest;
        }
        return revisions.stream()
                .map(Incident::evidence)
                .filter(numbers -> numbers.expected() > 0)
                .min(Comparator.<Evidence>comparingDouble(numbers -> numbers.heard() / numbers.expected())
                        .thenComparing(
                                Comparator.comparingInt(Evidence::probesSilent).reversed()))
                .orElse(latest);
    }

    List<Milestone> milestones() {
        return Milestone.of(revisions);
    }
}
