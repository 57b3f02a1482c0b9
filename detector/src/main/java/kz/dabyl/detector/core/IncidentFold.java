package kz.dabyl.detector.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;

/**
 * The second fold: sees the summaries of all cells, a few thousand numbers a hop however many probes there are, and
 * publishes revisions of incidents.
 *
 * <p>Time comes only from the summaries, so that the same log gives the same revisions. Not thread-safe.
 */
public final class IncidentFold {

    final HopBarrier barrier;
    final World world;
    final Map<String, IncidentState> incidents;
    /** How far over the bar the strongest scope of the last hop was, in nats; below 0 if it opened nothing. */
    double nearest = Double.NEGATIVE_INFINITY;

    private final Reaches reaches = new Reaches();
    private Rules rules;

    /** A fold that has seen nothing and judges by these until the log says otherwise. */
    public IncidentFold(Thresholds thresholds, List<Rally> rallies) {
        this(new Rules(thresholds, rallies), new HopBarrier(), new World(new SourceHealth()), new TreeMap<>());
    }

    IncidentFold(Rules rules, HopBarrier barrier, World world, Map<String, IncidentState> incidents) {
        this.rules = rules;
        this.barrier = barrier;
        this.world = world;
        this.incidents = incidents;
    }

    /** In force as of the last hop. */
    public Rules rules() {
        return rules;
    }

    /** Takes one partition's summary of a hop; hands on what is to be published, in order. */
    public void accept(HopSummary summary, Consumer<Incident> published) {
        barrier.add(summary);
        for (var whole = barrier.next(); whole.isPresent(); whole = barrier.next()) {
            rules = rules.with(HopBarrier.notices(whole.get()));
            world.update(whole.get().get(0).hop(), whole.get());
            judge(published);
        }
    }

    /** End of the last hop that was judged, epoch milliseconds; {@link Long#MIN_VALUE} before the first. */
    public long now() {
        return barrier.last() == Long.MIN_VALUE ? Long.MIN_VALUE : world.now();
    }

    /** Collectors that are blind as of the last hop. */
    public List<String> blind() {
        return List.copyOf(world.health.blind());
    }

    /** The last revisions of the incidents that may still be revised, by their ids; the caller's own. */
    public Map<String, Incident> published() {
        var published = new HashMap<String, Incident>();
        for (var incident : incidents.values()) {
            if (incident.published != null) {
                published.put(incident.id, incident.published);
            }
        }
        return published;
    }

    /** What is known of every watched cell as of the last hop. */
    public List<CellStatus> cells() {
        return CellStatus.of(world, rules.thresholds(), incidents.values(), reaches);
    }

    /**
     * Looks how soon cuts would be told in some of the places, in turn: called with every hop, in all of them within two
     * minutes. For {@link #cells}; what is published as incidents does not depend on it, and who has no time leaves it.
     */
    public void lookAhead() {
        var thresholds = rules.thresholds();
        var rehearsal = new Rehearsal(world, thresholds, rules.rallies(), incidents.values());
        reaches.refresh(world.watchedAreas(thresholds), world.hop(), rehearsal);
    }

    /** Takes the hop that the world shows now. */
    void judge(Consumer<Incident> published) {
        world.forgetExcuses();
        var life = new IncidentLife(world, rules.thresholds());
        incidents.values().forEach(life::step);
        open(life);
        var revisions = new Revisions(world, rules.thresholds(), rules.rallies());
        for (var incident : incidents.values()) {
            revisions.next(incident).ifPresent(published);
        }
        incidents.values().removeIf(i -> i.forgotten(world.hop()));
    }

    private void open(IncidentLife life) {
        var silences = new Openings(world, rules.thresholds(), rules.rallies(), incidents.values());
        silences.find().ifPresent(opening -> open(Signal.SILENCE, null, opening.scope(), opening.margin(), life));
        var troubles = new TroubleOpenings(world, rules.thresholds(), rules.rallies(), incidents.values());
        troubles.find().ifPresent(opening -> {
            var verdict = opening.verdict();
            open(verdict.signal(), verdict.method().orElse(null), opening.scope(), opening.margin(), life);
        });
        nearest = Math.max(silences.nearest(), troubles.nearest());
    }

    private void open(Signal signal, @Nullable Method method, Scope scope, double margin, IncidentLife life) {
        var incident = new Continuity(world, incidents.values()).of(signal, method, scope);
        incident.signal = incident.signal.and(signal);
        for (var cell : scope.cells()) {
            var view = world.cells.get(cell);
            if (view != null) {
                incident.add(cell, view.area, scope.onset(), world.hop());
            }
        }
        incident.margin = Math.max(incident.margin, margin);
        if (incidents.put(incident.id, incident) == null) {
            incident.heldSince = world.hop();
        }
        life.step(incident);
    }
}
