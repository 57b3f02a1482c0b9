package kz.dabyl.detector.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kz.dabyl.detector.core.cells.Veil;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.ExcusesCodec;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.IncidentStateCodec;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.world.HopBarrier;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.WireOutput;

/**
 * What one set of thresholds remembers for itself over a world that it shares: its incidents, and what excuses others. Not
 * thread-safe.
 */
final class Contender {

    private final Map<String, IncidentState> incidents = new TreeMap<>();
    private final Excuses excuses = new Excuses();

    private final boolean followsRallies;
    private Rules rules;

    /** @param followsRallies whether rallies that the log tells of count */
    Contender(Rules rules, boolean followsRallies) {
        this.rules = rules;
        this.followsRallies = followsRallies;
    }

    boolean anyOpen() {
        return incidents.values().stream().anyMatch(IncidentState::open);
    }

    /** Takes the hop that {@code hop} shows, as the others do. */
    void judge(List<LogEntry.Notice> notices, HopBarrier barrier, HopView hop, Consumer<Incident> published) {
        if (followsRallies) {
            rules = rules.withRallies(notices);
        }
        new IncidentFold(rules, barrier, hop.world(), excuses, incidents).judge(hop, published);
    }

    /** Goes on elsewhere in the log, after {@code hop}. What happened in between happened to the world alone. */
    void resume(long hop, Rules then) {
        if (followsRallies) {
            rules = new Rules(rules.thresholds(), then.rallies(), then.seen());
        }
        forget(hop);
    }

    private void forget(long hop) {
        incidents.values().removeIf(incident -> incident.forgotten(hop));
    }

    void write(WireOutput out, long hop) {
        forget(hop);
        out.varint(incidents.size());
        incidents.values().forEach(incident -> IncidentStateCodec.write(out, incident, Veil.NONE));
        ExcusesCodec.writeThoseOf(hop, out, excuses);
    }
}
