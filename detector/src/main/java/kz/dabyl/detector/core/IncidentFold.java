package kz.dabyl.detector.core;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import kz.dabyl.model.Areas;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;

/**
 * The second fold: sees the summaries of all cells, a few thousand numbers a hop however many probes there are, and
 * publishes revisions of incidents.
 *
 * <p>Time comes only from the summaries, so that the same log gives the same revisions. Not thread-safe.
 */
public final class IncidentFold {

    /** What falls silent within the same minute is one incident wherever it is. */
    static final long TOGETHER_HOPS = 60_000 / HopSummary.HOP_MILLIS;

    /** What falls silent in the same area so soon after is the same incident spreading. */
    private static final long SAME_HOPS = 5 * 60_000L / HopSummary.HOP_MILLIS;

    private static final long REOPEN_HOPS = 15 * 60_000L / HopSummary.HOP_MILLIS;

    final HopBarrier barrier;
    final World world;
    final Map<String, IncidentState> incidents;
    /** How far over the bar the strongest scope of the last hop was, in nats; below 0 if it opened nothing. */
    double nearest = Double.NEGATIVE_INFINITY;

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

    /** What is known of every watched cell as of the last hop. */
    public List<CellStatus> cells() {
        return CellStatus.of(world, rules.thresholds(), incidents.values());
    }

    /** Takes the hop that the world shows now. */
    void judge(Consumer<Incident> published) {
        var life = new IncidentLife(world, rules.thresholds());
        incidents.values().forEach(life::step);
        forgetRelapses();
        open(life);
        var revisions = new Revisions(world, rules.thresholds(), rules.rallies());
        for (var incident : incidents.values()) {
            revisions.next(incident).ifPresent(published);
        }
        incidents.values().removeIf(i -> i.forgotten(world.hop()));
    }

    /** What is an incident is no short outage of a network's own. */
    private void forgetRelapses() {
        for (var incident : incidents.values()) {
            if (incident.open()) {
                for (var cell : incident.members.keySet()) {
                    var view = world.cells.get(cell);
                    if (view != null) {
                        view.relapse = new Relapse();
                    }
                }
            }
        }
    }

    private void open(IncidentLife life) {
        var openings = new Openings(world, rules.thresholds(), rules.rallies(), incidents.values());
        var found = openings.find();
        nearest = openings.nearest();
        found.ifPresent(opening -> {
            var incident = incidentFor(opening.scope());
            for (var cell : opening.scope().cells()) {
                var view = world.cells.get(cell);
                if (view != null) {
                    incident.add(cell, view.area, opening.scope().onset(), world.hop());
                }
            }
            incident.margin = Math.max(incident.margin, opening.margin());
            if (incidents.put(incident.id, incident) == null) {
                incident.heldSince = world.hop();
            }
            life.step(incident);
        });
    }

    /** The open incident that this belongs to, or the one over the same cells that closed of late, or a new one. */
    private IncidentState incidentFor(Scope scope) {
        for (var incident : incidents.values()) {
            var apart = Math.abs(incident.onset - scope.onset());
            if (incident.open()
                    && (apart <= TOGETHER_HOPS
                            || ((apart <= SAME_HOPS || onlySources(scope)) && sharesArea(incident, scope)))) {
                return incident;
            }
        }
        for (var incident : incidents.values()) {
            if (incident.state == Incident.State.CLOSED
                    && world.hop() - incident.closedHop <= REOPEN_HOPS
                    && scope.cells().stream().anyMatch(incident.members::containsKey)) {
                return again(incident, scope);
            }
        }
        return new IncidentState(
                IncidentId.of(world.now(), scope.cells()), world.now(), scope.onset(), scope.rampMillis());
    }

    /** When they were cut is known only by their usual gap. */
    private boolean onlySources(Scope scope) {
        return scope.cells().stream().map(world.cells::get).allMatch(view -> view != null && view.onlySources());
    }

    private static boolean sharesArea(IncidentState incident, Scope scope) {
        return scope.cells().stream().anyMatch(cell -> incident.areas.contains(Areas.of(cell.place())));
    }

    private IncidentState again(IncidentState incident, Scope scope) {
        incident.state = Incident.State.OPEN;
        incident.endedAt = IncidentState.NEVER;
        incident.closedHop = IncidentState.NEVER;
        incident.backSince = IncidentState.NEVER;
        incident.lastLow = world.hop();
        incident.heldSince = world.hop();
        for (var cell : scope.cells()) {
            incident.members.computeIfPresent(cell, (c, old) -> new Member(c, scope.onset(), world.hop()));
        }
        return incident;
    }
}
