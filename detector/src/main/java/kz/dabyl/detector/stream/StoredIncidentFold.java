package kz.dabyl.detector.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFoldCodec;
import kz.dabyl.detector.evidence.Snapshot;
import kz.dabyl.model.CloudEvent;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentChange;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.StartState;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.Times;
import kz.dabyl.model.Topics;

/**
 * The second fold over {@link Topics#CELL_SUMMARIES}.
 *
 * <p>Its state is written down with every revision that it publishes, whatever the pace: so a stretch that is folded again
 * has none, and no later program can disown what was published. Thresholds and rallies come with the summaries, each at its
 * place. Not thread-safe.
 */
final class StoredIncidentFold implements StoredFold {

    private static final int MOST_RECORDS = 5_000;

    /** Whoever is so far behind catches up first; nobody asks what cells could have seen then. */
    private static final long BEHIND_MILLIS = 60_000;

    private final IncidentFold fold;
    private final Workshop workshop;
    private final Pace pace = new Pace(MOST_RECORDS);
    private final CellNews news = new CellNews();
    private final Vitals vitals = new Vitals();

    /** What all folds of the kind share. */
    record Workshop(DetectorViews views, MalformedRecords malformed) implements StoredFold.Kind {

        @Override
        public StoredFold fresh(int partition) {
            views.began();
            return new StoredIncidentFold(new IncidentFold(Thresholds.DEFAULT, List.of()), this);
        }

        @Override
        public StoredFold stored(int partition, List<byte[]> blocks) {
            return new StoredIncidentFold(IncidentFoldCodec.decode(blocks), this);
        }
    }

    private StoredIncidentFold(IncidentFold fold, Workshop workshop) {
        this.fold = fold;
        this.workshop = workshop;
    }

    @Override
    public void retake(byte[] record) {
        MalformedRecords.readable(HopSummaryCodec.decode(record))
                .ifPresent(summary -> fold.accept(summary, incident -> {}));
    }

    @Override
    public boolean take(long offset, byte[] record, Output output) {
        var published = workshop.malformed
                .counted(Topics.CELL_SUMMARIES, HopSummaryCodec.decode(record))
                .map(summary -> take(offset, summary, output))
                .orElse(false);
        if (published) {
            pace.writtenNow();
            return true;
        }
        return pace.due();
    }

    private boolean take(long offset, HopSummary summary, Output output) {
        var before = fold.now();
        var known = fold.published();
        var revisions = new ArrayList<Incident>();
        fold.accept(summary, revisions::add);
        vitals.hear(summary);
        for (var incident : revisions) {
            var change = IncidentChange.between(Optional.ofNullable(known.put(incident.id(), incident)), incident);
            output.put(
                    incident.id(),
                    IncidentJson.text(incident).getBytes(UTF_8),
                    CloudEvent.of(incident, change).kafkaHeaders());
        }
        if (fold.now() != before) {
            if (Snapshot.due(before, fold.now())) {
                var snapshot = new Snapshot(offset + 1, new StartState(fold.now(), blocks()));
                output.keep(Times.format(fold.now()), snapshot.encode());
            }
            pace.reached(fold.now());
            if (workshop.views.foremost() <= fold.now() + BEHIND_MILLIS) {
                fold.lookAhead();
            }
            var judged = new DetectorViews.Judged(
                    fold.now(),
                    fold.blind(),
                    fold.cells(),
                    fold.rules().thresholds().minProbes());
            workshop.views.vitals(vitals.upTo(fold.now()));
            workshop.views.judged(judged);
            news.tell(judged, output);
        }
        return !revisions.isEmpty();
    }

    @Override
    public List<byte[]> blocks() {
        return IncidentFoldCodec.blocks(fold);
    }

    @Override
    public void release() {
        workshop.views.released();
    }
}
