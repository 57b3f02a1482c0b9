package kz.dabyl.detector.core.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import kz.dabyl.detector.core.IncidentFold;
import kz.dabyl.detector.core.IncidentFoldCodec;
import kz.dabyl.detector.core.cells.CellGist;
import kz.dabyl.detector.core.cells.CellView;
import kz.dabyl.detector.core.cells.Fall;
import kz.dabyl.detector.core.cells.LazySummary;
import kz.dabyl.detector.core.cells.SourceHealth;
import kz.dabyl.detector.core.cells.TestCells;
import kz.dabyl.detector.core.cells.Turnout;
import kz.dabyl.detector.core.incidents.Excuses;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A world that is shown hops as a lookout has folded them is the world that folds them itself, to the last bit. */
class ReplayTest {

    private static final int AFRESH_HOPS = 60;

    /** Both remember for longer than this: what differs once differs then. */
    private static final int LOOK_HOPS = 11;

    private final World folded = new World(new SourceHealth());
    private final World shown = new World(new SourceHealth());
    private final Replay replay = new Replay(shown);
    private Map<Cell, CellGist> before = new HashMap<>();
    private List<Ready> speakers = List.of();
    private Turnout turnout = new Turnout(0);

    /** One that is told what it says. */
    private static final class Ready implements LazySummary {

        private CellSummary summary;

        Ready(CellSummary summary) {
            this.summary = summary;
        }

        @Override
        public CellSummary summary() {
            return summary;
        }

        boolean saysMore() {
            return losses() > 0
                    || anySources()
                    || anyReturns()
                    || summary.sources().heard() > 0;
        }

        @Override
        public Cell cell() {
            return summary.cell();
        }

        @Override
        public String collector() {
            return summary.collector();
        }

        @Override
        public int reports() {
            return summary.heard() + summary.sources().heard();
        }

        @Override
        public int losses() {
            return summary.losses();
        }

        @Override
        public boolean anySources() {
            return summary.sources().known() > 0;
        }

        @Override
        public boolean anyReturns() {
            return !summary.returns().isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector-failure", "software-release", "passive-beside", "blocking-one-site"})
    void aWorldThatIsShownHopsIsTheOneThatFoldsThem(String scenario) {
        var hops = hops(scenario);

        for (var hop : hops) {
            folded.update(hop.hop(), List.of(hop));
            replay.show(stored(hop));

            if (hop.hop() % LOOK_HOPS == 0) {
                assertThat(state(shown)).isEqualTo(state(folded));
                assertThat(seen(shown)).isEqualTo(seen(folded));
            }
        }
    }

    private static List<HopSummary> hops(String scenario) {
        var hops = new ArrayList<HopSummary>();
        var fold = new ProbeFold(0, 1);
        Simulation.run(Scenarios.named(scenario), 7, entry -> fold.accept(entry, hops::add));
        return hops;
    }

    private StoredHop stored(HopSummary hop) {
        var now = new HashMap<Cell, CellGist>();
        folded.gists().forEach(gist -> now.put(gist.cell(), gist));
        var changed = new ArrayList<CellGist>();
        var all = new HashSet<>(before.keySet());
        all.addAll(now.keySet());
        for (var cell : all) {
            var gist = now.getOrDefault(cell, CellGist.calm(cell));
            if (!gist.equals(before.get(cell))) {
                changed.add(gist);
            }
        }
        // Whoever begins afresh tells of all.
        var afresh = hop.hop() % AFRESH_HOPS == 0;
        before = now;
        speak(hop);
        return new StoredHop(
                hop,
                afresh,
                speakers,
                turnout,
                IntStream.range(0, speakers.size())
                        .filter(i -> speakers.get(i).saysMore())
                        .boxed()
                        .toList(),
                afresh ? List.copyOf(now.values()) : changed,
                folded.health.suspectCollectors(),
                folded.health.suspectVersions(),
                folded.lesson());
    }

    private void speak(HopSummary hop) {
        var cells = hop.cells();
        var same = cells.size() == speakers.size()
                && IntStream.range(0, cells.size())
                        .allMatch(
                                i -> speakers.get(i).cell().equals(cells.get(i).cell())
                                        && speakers.get(i)
                                                .collector()
                                                .equals(cells.get(i).collector()));
        if (!same) {
            speakers = cells.stream().map(Ready::new).toList();
            turnout = new Turnout(cells.size());
        }
        turnout.begin(hop.hop());
        for (var i = 0; i < cells.size(); i++) {
            speakers.get(i).summary = cells.get(i);
            turnout.set(i, cells.get(i).heard());
        }
    }

    /** All but the falls: what they teach is told, and nobody else asks for them. */
    private static byte[] state(World world) {
        var rules = new Rules(Thresholds.DEFAULT, List.of());
        world.cells.values().forEach(CellView::refresh);
        var falls = new HashMap<CellView, Fall>();
        for (var view : world.cells.values()) {
            falls.put(view, view.outages().fall());
            TestCells.setFall(view, new Fall());
        }
        var state = IncidentFoldCodec.encode(
                new IncidentFold(rules, new HopBarrier(), world, new Excuses(), new TreeMap<>()));
        falls.forEach(TestCells::setFall);
        return state;
    }

    /** What is not part of the state, but asked for while judging. */
    private static List<Object> seen(World world) {
        var seen = new ArrayList<Object>();
        for (var view : world.cells.values()) {
            seen.add(List.of(view.anyBroken(), view.mayHaveFallen(), view.lasting(), view.latest()));
            if (view.mayHaveFallen()) {
                seen.add(view.presences());
            }
        }
        return seen;
    }
}
