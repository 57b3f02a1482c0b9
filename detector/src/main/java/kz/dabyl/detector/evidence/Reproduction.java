package kz.dabyl.detector.evidence;

import java.util.ArrayList;
import java.util.List;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;

/** The second fold run again for the sake of one incident. Not thread-safe. */
final class Reproduction {

    private final IncidentFold fold;
    private final String incident;
    private final List<String> revisions = new ArrayList<>();

    Reproduction(IncidentFold fold, String incident) {
        this.fold = fold;
        this.incident = incident;
    }

    void accept(HopSummary summary) {
        fold.accept(summary, revision -> {
            if (revision.id().equals(incident)) {
                revisions.add(IncidentJson.text(revision));
            }
        });
    }

    /** Whether it has judged all that happened before {@code time}, epoch milliseconds. */
    boolean reached(long time) {
        return fold.now() >= time;
    }

    IncidentFold fold() {
        return fold;
    }

    /** The revisions that came out, as JSON. */
    List<String> revisions() {
        return List.copyOf(revisions);
    }

    /** Whether they came out as they were published, to the letter. */
    boolean same(List<Incident> published) {
        return revisions.equals(published.stream().map(IncidentJson::text).toList());
    }
}
