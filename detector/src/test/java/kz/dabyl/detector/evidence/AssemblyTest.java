package kz.dabyl.detector.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import kz.dabyl.detector.core.Detection;
import kz.dabyl.model.Cell;
import kz.dabyl.model.CellSummary;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.Rally;
import kz.dabyl.model.RecordingReader;
import kz.dabyl.model.Thresholds;
import kz.dabyl.runtime.secrets.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblyTest {

    private static final SigningKey KEY = new SigningKey("a secret of thirty-two bytes ....".getBytes(UTF_8), "test");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest(name = "{0} over {1} partitions")
    @CsvSource({"demo, 3", "second-path, 2", "sparse-town, 1", "throttling-kbps, 1"})
    void makesFilesOnWhichTheSameIsDetected(String scenario, int partitions) throws IOException {
        var hops = SimulatedHops.of(scenario, 1, Thresholds.DEFAULT, partitions);

        assertThat(hops.incidents()).isNotEmpty();
        for (var revisions : hops.incidents()) {
            var file = made(hops, revisions, Audience.OPERATORS);

            assertThat(detected(file)).containsAll(revisions);
            try (var in = opened(file)) {
                assertThat(EvidenceCheck.of(in).faults()).isEmpty();
            }
        }
    }

    @Test
    void decidesByTheThresholdsInForceAndNotByTheReaders() throws IOException {
        var inForce = new Thresholds(1, 5, List.of("KZ"), 20, 300, 20, 3, 0.2, 1);
        var hops = SimulatedHops.of("demo", 1, inForce, 1);

        assertThat(hops.incidents()).isNotEmpty().isNotEqualTo(ofDefaults());
        assertBorneOut(hops);
    }

    @Test
    void decidesByTheRalliesInForceAndNotByTheReaders() throws IOException {
        var rally = new Rally("r", "", 0, Long.MAX_VALUE, List.of(), new Rally.Circle(43.238, 76.945, 5_000));
        var hops = SimulatedHops.of("demo", Thresholds.DEFAULT, List.of(rally));

        assertThat(hops.incidents())
                .isNotEmpty()
                .allSatisfy(revisions ->
                        assertThat(revisions).extracting(Incident::rally).containsOnly("r"));
        assertBorneOut(hops);
    }

    @Test
    void decidesByThresholdsThatChangedInTheMiddle() throws IOException {
        var opened = ofDefaults().get(0).get(0).detected();
        var later = new Thresholds(1, 3, List.of("KZ"), 20, 300, 20, 3, 0.2, 2);
        var hops = SimulatedHops.changed("demo", opened + 20_000, later);

        assertThat(hops.incidents().get(0).stream().map(Incident::thresholdsVersion))
                .contains(1, 2);
        assertBorneOut(hops);
    }

    private static List<List<Incident>> ofDefaults() {
        return SimulatedHops.of("demo").incidents();
    }

    private void assertBorneOut(SimulatedHops hops) throws IOException {
        for (var revisions : hops.incidents()) {
            assertThat(detected(made(hops, revisions, Audience.OPERATORS))).containsAll(revisions);
        }
    }

    @Test
    void hidesCellsThatNobodyMaySeeAndStillFindsTheSame() throws IOException {
        var hops = SimulatedHops.of("demo");
        for (var revisions : hops.incidents()) {
            var known = summaries(made(hops, revisions, Audience.OPERATORS));
            var shown = summaries(made(hops, revisions, Audience.PUBLIC));

            var small = most(known).entrySet().stream()
                    .filter(cell -> cell.getValue() < Thresholds.DEFAULT.minProbes())
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(small).isNotEmpty();
            assertThat(most(shown).keySet()).hasSameSizeAs(most(known).keySet()).doesNotContainAnyElementsOf(small);
            assertThat(codes(shown)).doesNotContainAnyElementsOf(codes(known));
        }
    }

    @Test
    void saltsOnlyWhatOperatorsGetSoThatItsHashTellsNothingOfIt() throws IOException {
        var hops = SimulatedHops.of("demo");
        var revisions = hops.incidents().get(0);
        var other = new SigningKey("another secret of 32 bytes .....".getBytes(UTF_8), "test");

        var whole = verdict(made(hops, revisions, Audience.OPERATORS));
        var again = verdict(made(hops, revisions, Audience.OPERATORS));
        var open = verdict(made(hops, revisions, Audience.PUBLIC));
        var file = folder.resolve("other.gz");
        assemble(new Assembly(hops, other, "0.1.0", new Random(5), Assembly.DAY), revisions, Audience.OPERATORS, file);

        assertThat(whole.sha256())
                .isEqualTo(again.sha256())
                .isNotEqualTo(verdict(file).sha256());
        assertThat(whole.head().salt()).hasSize(64);
        assertThat(open.head().salt()).isEmpty();
    }

    private static EvidenceCheck.Verdict verdict(Path file) throws IOException {
        try (var in = opened(file)) {
            return EvidenceCheck.of(in);
        }
    }

    @Test
    void withholdsAnIncidentOfCellsThatNobodyMaySee() throws IOException {
        var hops = SimulatedHops.of("two-cities");
        var file = folder.resolve("public.gz");

        var outcome = assemble(assembly(hops), hops.incidents().get(0), Audience.PUBLIC, file);

        assertThat(outcome).isEqualTo(new Outcome.Withheld("a cell of the incident had fewer than 3 probes"));
        assertThat(file).doesNotExist();
    }

    @Test
    void withholdsWhatIsFoundOnlyIfItIsToldWhereHiddenCellsCameFrom() throws IOException {
        var hops = SimulatedHops.of("second-path");

        var outcomes = new HashSet<Outcome>();
        for (var revisions : hops.incidents()) {
            var file = folder.resolve(revisions.get(0).id());
            outcomes.add(assemble(assembly(hops), revisions, Audience.PUBLIC, file));
        }

        assertThat(outcomes)
                .containsExactlyInAnyOrder(
                        new Outcome.Made(true), new Outcome.Withheld("with small cells hidden, not the same is found"));
    }

    @Test
    void missesWhatIsNotKeptAnyMore() throws IOException {
        var hops = SimulatedHops.of("demo");
        hops.states().clear();

        assertThat(assembly(hops).find(hops.incidents().get(0), Optional.empty()))
                .isEmpty();
    }

    @Test
    void bearsOutALongIncidentByFilesThatOverlap() throws IOException {
        var hops = SimulatedHops.of("night-cut");
        var revisions = hops.incidents().get(0);
        var assembly = new Assembly(hops, KEY, "0.1.0", new Random(5), Duration.ofMinutes(30));
        var last = revisions.get(revisions.size() - 1);

        var early = assembly.find(revisions, Optional.empty()).orElseThrow();
        // The last word on what came late is an hour behind the end.
        var middle = assembly.find(revisions, Optional.of(revisions.get(revisions.size() - 2)))
                .orElseThrow();
        var late = assembly.find(revisions, Optional.of(last)).orElseThrow();
        for (var part : List.of(early, middle, late)) {
            var file = folder.resolve("part-" + part.last().revision());
            assertThat(assembly.assemble(part, Audience.OPERATORS, file)).isEqualTo(new Outcome.Made(true));
            assertThat(verdict(file).faults()).isEmpty();
        }

        assertThat(early.revisions()).doesNotContain(last);
        assertThat(late.revisions()).doesNotContain(revisions.get(0)).contains(last);
        assertThat(Stream.of(early, middle, late)
                        .flatMap(part -> part.revisions().stream())
                        .distinct())
                .containsExactlyElementsOf(revisions);
    }

    private Path made(SimulatedHops hops, List<Incident> revisions, Audience audience) throws IOException {
        var file = folder.resolve(audience.word() + revisions.get(0).id() + ".gz");
        var outcome = assemble(assembly(hops), revisions, audience, file);
        assertThat(outcome).isEqualTo(new Outcome.Made(true));
        return file;
    }

    private static Outcome assemble(Assembly assembly, List<Incident> revisions, Audience audience, Path file)
            throws IOException {
        return assembly.assemble(assembly.find(revisions, Optional.empty()).orElseThrow(), audience, file);
    }

    private static Assembly assembly(Hops hops) {
        return new Assembly(hops, KEY, "0.1.0", new Random(5), Assembly.DAY);
    }

    private static InputStream opened(Path file) throws IOException {
        return new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)));
    }

    private static List<Incident> detected(Path file) throws IOException {
        var revisions = new ArrayList<Incident>();
        var detection = new Detection(Thresholds.DEFAULT, List.of(), revisions::add);
        try (var reader = new RecordingReader(Files.newInputStream(file))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                detection.accept(entry.get());
            }
        }
        return revisions;
    }

    private static List<HopSummary> summaries(Path file) throws IOException {
        var summaries = new ArrayList<HopSummary>();
        try (var reader = new RecordingReader(Files.newInputStream(file))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                if (entry.get() instanceof LogEntry.Summary summary) {
                    summaries.add(summary.summary());
                }
            }
        }
        return summaries;
    }

    /** The most probes of each cell in a hop, over all partitions and collectors. */
    private static Map<Cell, Integer> most(List<HopSummary> summaries) {
        var hops = new HashMap<Long, Map<Cell, Integer>>();
        for (var summary : summaries) {
            for (var cell : summary.cells()) {
                var probes = cell.cohorts().stream()
                        .mapToInt(CellSummary.Cohort::probes)
                        .sum();
                hops.computeIfAbsent(summary.hop(), hop -> new HashMap<>()).merge(cell.cell(), probes, Integer::sum);
            }
        }
        var most = new HashMap<Cell, Integer>();
        hops.values().forEach(cells -> cells.forEach((cell, probes) -> most.merge(cell, probes, Math::max)));
        return most;
    }

    private static Set<Integer> codes(List<HopSummary> summaries) {
        var codes = new HashSet<Integer>();
        for (var summary : summaries) {
            for (var cell : summary.cells()) {
                cell.cohorts().forEach(cohort -> codes.add(cohort.software()));
            }
        }
        codes.remove(0);
        return codes;
    }
}
