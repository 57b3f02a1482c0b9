package kz.dabyl.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.simulator.event.Event;
import kz.dabyl.simulator.event.ProbeKind;
import kz.dabyl.simulator.event.Target;

/**
 * What really happened in a scenario, to score a detector by.
 *
 * @param start epoch milliseconds of the first tick
 * @param observed cells at home in which a probe was at any time; invented probes do not count
 * @param events what should have been found, by start
 * @param confounders what should not
 */
public record Truth(
        String scenario,
        long start,
        int durationSeconds,
        int warmupSeconds,
        List<ObservedCell> observed,
        List<TrueEvent> events,
        List<String> confounders) {

    private static final long STEP_MILLIS = 30_000;

    /** One network in one place, whatever the access. */
    public record ObservedCell(String place, String network) implements Comparable<ObservedCell> {

        private static final Comparator<ObservedCell> ORDER =
                Comparator.comparing(ObservedCell::place).thenComparing(ObservedCell::network);

        @Override
        public int compareTo(ObservedCell other) {
            return ORDER.compare(this, other);
        }
    }

    /**
     * @param start epoch milliseconds
     * @param end epoch milliseconds, empty if it outlasts the recording
     * @param cells observed cells that it touched
     * @param networks those of the cells
     * @param access those of the cells
     * @param targets which it is about, if it is about targets
     * @param reason how it was done, where there is more than one way
     * @param probes how many live in the cells and take part when it begins; invented probes do not count
     */
    public record TrueEvent(
            IncidentKind kind,
            long start,
            OptionalLong end,
            List<ObservedCell> cells,
            List<String> networks,
            List<Access> access,
            List<String> targets,
            Optional<String> reason,
            int probes) {

        public TrueEvent {
            cells = List.copyOf(cells);
            networks = List.copyOf(networks);
            access = List.copyOf(access);
            targets = List.copyOf(targets);
        }
    }

    public Truth {
        observed = List.copyOf(observed);
        events = List.copyOf(events);
        confounders = List.copyOf(confounders);
    }

    static Truth of(Scenario scenario, long seed) {
        var members = Roster.of(scenario, seed).stream()
                .filter(member -> isAtHome(member.traits().kind()))
                .toList();
        var cells = cells(scenario, seed, members);
        var events = scenario.events().stream()
                .flatMap(event ->
                        event.truth().map(kind -> trueEvent(event, kind, scenario.targets(), cells, members)).stream())
                .sorted(Comparator.comparingLong(TrueEvent::start))
                .toList();
        var confounders = scenario.events().stream()
                .filter(event -> event.truth().isEmpty())
                .map(event -> event.when().word())
                .distinct()
                .toList();
        return new Truth(
                scenario.name(),
                scenario.start(),
                scenario.durationSeconds(),
                scenario.warmupSeconds(),
                cells.stream().map(Truth::observed).distinct().toList(),
                events,
                confounders);
    }

    private static boolean isAtHome(ProbeKind kind) {
        return kind != ProbeKind.WITNESS && kind != ProbeKind.FORGED;
    }

    private static TrueEvent trueEvent(
            Event event, IncidentKind kind, List<Target> targets, Set<Cell> cells, List<Member> members) {
        var when = event.when();
        var touched = cells.stream().filter(when.scope()::covers).toList();
        var probes = members.stream()
                .filter(member -> when.scope().covers(member.traits().home())
                        && member.group().present().contains(when.span().start()))
                .count();
        return new TrueEvent(
                kind,
                when.span().start(),
                when.span().isOpen()
                        ? OptionalLong.empty()
                        : OptionalLong.of(when.span().end()),
                touched.stream().map(Truth::observed).distinct().toList(),
                touched.stream().map(Cell::network).distinct().sorted().toList(),
                touched.stream().map(Cell::access).distinct().sorted().toList(),
                targets.stream()
                        .filter(event::touches)
                        .map(Target::name)
                        .sorted()
                        .toList(),
                event.reason(),
                (int) probes);
    }

    private static ObservedCell observed(Cell cell) {
        return new ObservedCell(cell.place(), cell.network());
    }

    /** Follows every probe on its way; a stay shorter than a round was hardly observed. */
    private static Set<Cell> cells(Scenario scenario, long seed, List<Member> members) {
        var world = new World(scenario, seed);
        var day = new DayCurve(scenario.surroundings());
        var cells = new TreeSet<Cell>();
        for (var member : members) {
            var present = member.group().present();
            var itinerary = Itinerary.of(member, scenario, day);
            var home = member.traits().home();
            var last = home;
            cells.add(home);
            var until = Math.min(scenario.end(), present.end());
            for (var time = Math.max(scenario.start(), present.start()); time < until; time += STEP_MILLIS) {
                var usual = new Cell(itinerary.place(time), home.network(), home.access());
                var cell = world.cell(member.traits(), time, usual);
                if (!cell.equals(last)) {
                    cells.add(cell);
                    last = cell;
                }
            }
        }
        return cells;
    }
}
