package kz.dabyl.detector.core.incidents;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.scopes.Controls;
import kz.dabyl.detector.core.scopes.HopView;
import kz.dabyl.detector.core.world.World;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Rally;
import kz.dabyl.model.Thresholds;
import kz.dabyl.words.Summaries;
import org.jspecify.annotations.Nullable;

/** Turns an incident's state into the revision to publish, if it says anything new. */
public final class Revisions {

    /** Late confirmations trickle in: they are told in steps. */
    private static final long LATE_HOPS = 30_000 / HopSummary.HOP_MILLIS;

    /** While it is open, the last few are worth a revision only this seldom. */
    private static final long LATE_OPEN_HOPS = 1_800_000 / HopSummary.HOP_MILLIS;

    /** Cells come back one by one, and through a leaky cut for a while. */
    private static final long RESTORED_HOPS = 120_000 / HopSummary.HOP_MILLIS;

    private static final double LATE_STEP = 1.5;

    private static final int FEW_AREAS = 3;

    private final HopView view;
    private final World world;
    private final Thresholds thresholds;
    private final List<Rally> rallies;

    public Revisions(HopView view, Thresholds thresholds, List<Rally> rallies) {
        this.view = view;
        this.world = view.world();
        this.thresholds = thresholds;
        this.rallies = rallies;
    }

    public Optional<Incident> next(IncidentState state) {
        var before = state.told.published;
        if (before != null && isOver(before, state)) {
            return Optional.empty();
        }
        if (before != null && !news(before, state)) {
            return Optional.empty();
        }
        var draft = draft(before, state, Extent.of(state));
        var told = draft.withSummary(Summaries.of(draft));
        state.told.tell(told, world.hop(), state.members.size());
        return Optional.of(told);
    }

    /** Where it is, and where it is over. */
    private record Extent(List<String> places, List<String> networks, List<String> restored) {

        static Extent of(IncidentState state) {
            var places = new TreeSet<String>();
            var networks = new TreeSet<String>();
            var restored = new TreeSet<String>();
            for (var member : state.members.values()) {
                places.add(member.cell.place());
                networks.add(member.cell.network());
                if (member.restored()) {
                    restored.add(member.cell.place() + "/" + member.cell.network());
                }
            }
            return new Extent(List.copyOf(places), List.copyOf(networks), List.copyOf(restored));
        }
    }

    /** Whether nothing but late reports could say anything new, and they do not. */
    private static boolean isOver(Incident before, IncidentState state) {
        return before.state() == Incident.State.RETRACTED
                || (before.state() == Incident.State.CLOSED
                        && state.state == Incident.State.CLOSED
                        && before.certainty() == state.certainty
                        && before.kind() == state.kind
                        && (state.late.hop <= state.told.hop || !saysOther(before, state)));
    }

    /** Whether late reports have changed what is said of it. */
    private static boolean saysOther(Incident before, IncidentState state) {
        return before.evidence().lateConfirmations() != state.lateConfirmations()
                || before.started() != state.started()
                || !Objects.equals(before.ended(), ended(state));
    }

    private static @Nullable Long ended(IncidentState state) {
        return state.endedMillis == IncidentState.NEVER ? null : (Long) state.ended();
    }

    /** Whether no more late reports seem to come, and the last have not been told. */
    private boolean lastLate(Incident before, IncidentState state) {
        return state.late.hop > state.told.hop
                && world.hop() - state.late.hop >= LATE_HOPS
                && world.hop() - state.told.hop >= (state.open() ? LATE_OPEN_HOPS : LATE_HOPS)
                && saysOther(before, state);
    }

    private boolean news(Incident before, IncidentState state) {
        if (before.kind() != state.kind
                || before.state() != state.state
                || before.certainty() != state.certainty
                || hasSpread(before, state)
                || !before.targets().equals(state.signal.targets())
                || (state.open() && before.confidence() != Confidence.of(state, world.hop()))) {
            return true;
        }
        var since = world.hop() - state.told.hop;
        return (since >= RESTORED_HOPS && !before.restored().equals(Extent.of(state).restored))
                || (since >= LATE_HOPS
                        && state.lateConfirmations()
                                >= 1 + LATE_STEP * before.evidence().lateConfirmations())
                || lastLate(before, state);
    }

    /** Cells only join: as many as there were are the same. */
    private static boolean hasSpread(Incident before, IncidentState state) {
        if (state.members.size() == state.told.cells) {
            return false;
        }
        var extent = Extent.of(state);
        if (!before.places().equals(extent.places) || !before.networks().equals(extent.networks)) {
            return true;
        }
        state.told.cells = state.members.size();
        return false;
    }

    private Incident draft(@Nullable Incident before, IncidentState state, Extent extent) {
        var access = state.members.keySet().stream()
                .map(Cell::access)
                .distinct()
                .sorted()
                .toList();
        return new Incident(
                state.id,
                before == null ? 1 : before.revision() + 1,
                state.kind,
                state.state,
                state.certainty,
                Confidence.of(state, world.hop()),
                area(state),
                extent.places,
                extent.networks,
                access,
                state.signal.targets(),
                state.started(),
                state.openedMillis,
                world.nowMillis(),
                ended(state),
                evidence(state),
                extent.restored,
                rally(extent.places, state),
                state.reason,
                thresholds.version(),
                Map.of());
    }

    private Incident.Evidence evidence(IncidentState state) {
        var landscape = view.landscape(state.signal, thresholds);
        var controls = Controls.of(state.members.keySet(), state.areas, landscape, thresholds, state.onset);
        var seconds = Math.min(world.hop() - state.onset, CellView.MINUTE_HOPS) * HopSummary.HOP_MILLIS / 1000.0;
        var expected = 0.0;
        var heard = 0;
        for (var member : state.members.values()) {
            expected += member.expectedPerMinute() * seconds / 60;
            var view = landscape.cells().get(member.cell);
            heard += view == null ? 0 : view.heardSince(member.onset, world.hop());
        }
        return new Incident.Evidence(
                rounded(expected),
                heard,
                state.silentProbes(),
                rounded(controls.expected()),
                controls.heard(),
                state.lateConfirmations());
    }

    private static double rounded(double reports) {
        return Math.round(reports * 10) / 10.0;
    }

    /** The rally in whose hours and area it was at any time of it. */
    private @Nullable String rally(Iterable<String> places, IncidentState state) {
        var until = state.endedMillis == IncidentState.NEVER ? world.nowMillis() : state.ended();
        for (var rally : rallies) {
            var meets = rally.from() <= until && state.started() < rally.until();
            for (var place : places) {
                if (meets && rally.covers(place)) {
                    return rally.id();
                }
            }
        }
        return null;
    }

    private String area(IncidentState state) {
        if (state.areas.size() <= FEW_AREAS) {
            return String.join(", ", state.areas);
        }
        var country = World.country(state.members.keySet().iterator().next(), thresholds);
        return new Locale.Builder().setRegion(country).build().getDisplayCountry(Locale.ENGLISH);
    }
}
