package kz.dabyl.detector.core;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.SourceHealth;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.incidents.IncidentLife;
import kz.dabyl.detector.core.incidents.IncidentState;
import kz.dabyl.detector.core.incidents.Revisions;
import kz.dabyl.detector.core.openings.Continuity;
import kz.dabyl.detector.core.openings.Openings;
import kz.dabyl.detector.core.openings.TroubleOpenings;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.scopes.Scope;
import kz.dabyl.detector.core.scopes.Signal;
import kz.dabyl.detector.core.troubles.Method;
import kz.dabyl.detector.core.world.HopBarrier;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Cell;
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
    final Excuses excuses;
    final Map<String, IncidentState> incidents;
    /** How far over the bar the strongest scope of the last hop was, in nats; below 0 if it opened nothing. */
    double nearest = Double.NEGATIVE_INFINITY;

    private final Reaches reaches = new Reaches();
    private Rules rules;

    /** A fold that has seen nothing and judges by these until the log says otherwise. */
    public IncidentFold(Thresholds thresholds, List<Rally> rallies) {
        this(
                new Rules(thresholds, rallies),
                new HopBarrier(),
                new World(new SourceHealth()),
                new Excuses(),
                new TreeMap<>());
    }

    public IncidentFold(
            Rules rules, HopBarrier barrier, World world, Excuses excuses, Map<String, IncidentState> incidents) {
        this.rules = rules;
        this.barrier = barrier;
        this.world = world;
        this.excuses = excuses;
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
            judge(new HopView(world), published);
        }
    }

    /** End of the last hop that was judged, epoch milliseconds; {@link Long#MIN_VALUE} before the first. */
    public long now() {
        return barrier.last() == Long.MIN_VALUE ? Long.MIN_VALUE : world.nowMillis();
    }

    /**
     * Reports of the last minute from some of the cells.
     *
     * @param expected due by the promises of whoever was there a minute ago
     * @param heard that came
     */
    public record Reports(double expected, int heard) {}

    /** How the cells of {@code which} that have {@code fewest} probes or more fared in the last minute, all together. */
    public Reports pulse(Predicate<Cell> which, int fewest) {
        var before = world.hop() - CellView.MINUTE_HOPS;
        var expected = 0.0;
        var heard = 0;
        for (var view : world.cells().values()) {
            if (which.test(view.cell()) && view.known() >= fewest) {
                expected += view.perMinute(before);
                heard += view.heardSince(before, world.hop());
            }
        }
        return new Reports(expected, heard);
    }

    /** The cells of an incident; none if there is no such incident. */
    public Set<Cell> members(String incident) {
        var state = incidents.get(incident);
        return state == null ? Set.of() : Set.copyOf(state.members().keySet());
    }

    /** The cells of all incidents that are published and may still be revised. */
    public Set<Cell> members() {
        return incidents.values().stream()
                .filter(incident -> incident.published() != null)
                .flatMap(incident -> incident.members().keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Summaries that wait for those of other partitions. */
    public List<HopSummary> waiting() {
        return barrier.waiting();
    }

    /** Collectors that are blind as of the last hop. */
    public List<String> blind() {
        return List.copyOf(world.health().blind());
    }

    /** The last revisions of the incidents that may still be revised, by their ids; the caller's own. */
    public Map<String, Incident> published() {
        var published = new HashMap<String, Incident>();
        for (var incident : incidents.values()) {
            if (incident.published() != null) {
                published.put(incident.id(), incident.published());
            }
        }
        return published;
    }

    /** What is known of every watched cell as of the last hop. */
    public List<CellStatus> cells() {
        return CellStatus.of(world, rules.thresholds(), incidents.values(), reaches);
    }

    /** Tells of every cell, watched or not, how many probes were heard of it in the last twenty minutes. */
    public void census(ObjIntConsumer<Cell> told) {
        world.cells().values().forEach(view -> told.accept(view.cell(), view.known()));
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

    /** Takes the hop that {@code hop} shows. */
    void judge(HopView hop, Consumer<Incident> published) {
        excuses.forget(world.hop());
        var life = new IncidentLife(hop, excuses, rules.thresholds(), incidents.values());
        incidents.values().forEach(life::step);
        open(hop, life);
        var revisions = new Revisions(hop, rules.thresholds(), rules.rallies());
        for (var incident : incidents.values()) {
            revisions.next(incident).ifPresent(published);
        }
        incidents.values().removeIf(i -> i.forgotten(world.hop()));
    }

    private void open(HopView hop, IncidentLife life) {
        var silences = new Openings(hop, excuses, rules.thresholds(), rules.rallies(), incidents.values());
        silences.find().ifPresent(opening -> open(Signal.SILENCE, null, opening.scope(), opening.margin(), life));
        var troubles = new TroubleOpenings(hop, excuses, rules.thresholds(), rules.rallies(), incidents.values());
        troubles.find().ifPresent(opening -> {
            var verdict = opening.verdict();
            open(verdict.signal(), verdict.method().orElse(null), opening.scope(), opening.margin(), life);
        });
        nearest = Math.max(silences.nearest(), troubles.nearest());
    }

    private void open(Signal signal, @Nullable Method method, Scope scope, double margin, IncidentLife life) {
        var incident = new Continuity(world, excuses, rules.thresholds(), incidents.values()).of(signal, method, scope);
        for (var cell : scope.cells()) {
            var view = world.cells().get(cell);
            if (view != null) {
                incident.add(cell, view.area(), scope.onset(), world.hop());
            }
        }
        incident.join(signal, margin);
        if (incidents.put(incident.id(), incident) == null) {
            incident.begin(world.hop());
        }
        life.step(incident);
    }
}
