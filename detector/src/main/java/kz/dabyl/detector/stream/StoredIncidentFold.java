package kz.dabyl.detector.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFoldCodec;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.HopSummaryCodec;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.Topics;

/**
 * The second fold over {@link Topics#CELL_SUMMARIES}.
 *
 * <p>Its state is written down with every revision that it publishes and every change of the rules, whatever the pace: so
 * a stretch that is folded again has neither, and no later program and no other rules can disown what was published. Not
 * thread-safe.
 */
final class StoredIncidentFold implements StoredFold {

    private static final int MOST_RECORDS = 5_000;

    private final IncidentFold fold;
    private final Workshop workshop;
    private final Pace pace = new Pace(MOST_RECORDS);
    private Rules rules;

    /**
     * What all folds of the kind share.
     *
     * @param rules in force now
     */
    record Workshop(Supplier<Rules> rules, DetectorViews views, MalformedRecords malformed) implements StoredFold.Kind {

        @Override
        public StoredFold fresh(int partition) {
            var now = rules.get();
            return new StoredIncidentFold(new IncidentFold(now.thresholds(), now.rallies()), now, this);
        }

        @Override
        public StoredFold stored(int partition, List<byte[]> blocks) {
            var then = Rules.decode(blocks.get(0));
            var fold = IncidentFoldCodec.decode(blocks.get(1), then.thresholds(), then.rallies());
            return new StoredIncidentFold(fold, then, this);
        }
    }

    private StoredIncidentFold(IncidentFold fold, Rules rules, Workshop workshop) {
        this.fold = fold;
        this.rules = rules;
        this.workshop = workshop;
    }

    @Override
    public void retake(byte[] record) {
        MalformedRecords.readable(HopSummaryCodec.decode(record))
                .ifPresent(summary -> fold.accept(summary, incident -> {}));
    }

    @Override
    public boolean take(byte[] record, Output output) {
        var changed = adopt(workshop.rules.get());
        var published = workshop.malformed
                .counted(Topics.CELL_SUMMARIES, HopSummaryCodec.decode(record))
                .map(summary -> take(summary, output))
                .orElse(false);
        if (changed || published) {
            pace.writtenNow();
            return true;
        }
        return pace.due();
    }

    private boolean adopt(Rules now) {
        if (now.equals(rules)) {
            return false;
        }
        rules = now;
        fold.use(now.thresholds());
        fold.use(now.rallies());
        return true;
    }

    private boolean take(HopSummary summary, Output output) {
        var before = fold.now();
        var revisions = new ArrayList<Incident>();
        fold.accept(summary, revisions::add);
        for (var incident : revisions) {
            output.put(incident.id(), IncidentJson.text(incident).getBytes(UTF_8));
        }
        if (fold.now() != before) {
            pace.reached(fold.now());
            workshop.views.judged(new DetectorViews.Judged(
                    fold.now(), fold.blind(), fold.cells(), rules.thresholds().minProbes()));
        }
        return !revisions.isEmpty();
    }

    @Override
    public List<byte[]> blocks() {
        return List.of(rules.encode(), IncidentFoldCodec.encode(fold));
    }

    @Override
    public void release() {
        workshop.views.released();
    }
}
