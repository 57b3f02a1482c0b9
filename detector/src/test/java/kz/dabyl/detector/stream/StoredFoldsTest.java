package kz.dabyl.detector.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import kz.dabyl.detector.core.Reach;
import kz.dabyl.detector.core.rules.Rules;
import kz.dabyl.detector.evidence.Snapshot;
import kz.dabyl.model.Decoded;
import org.junit.jupiter.api.Test;

/** Both folds in the hands of tasks that end and begin at arbitrary records. */
class StoredFoldsTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DetectorViews views = new DetectorViews();
    private final MalformedRecords malformed = new MalformedRecords(registry);
    private final StoredFold.Kind probeFolds =
            new StoredProbeFold.Workshop(1, views, malformed, registry.counter("duplicates"));
    private final StoredFold.Kind incidentFolds = new StoredIncidentFold.Workshop(views, malformed);

    @Test
    void publishTheSameHopsHoweverOftenTheirTaskEnds() {
        var log = reports(11);

        var whole = run(probeFolds, log, 0);
        var broken = run(probeFolds, log, 97);

        assertThat(whole).hasSizeGreaterThan(200);
        assertThat(broken).isEqualTo(whole);
    }

    @Test
    void publishTheSameRevisionsHoweverOftenTheirTaskEnds() {
        var hops = hops(12);

        var whole = run(incidentFolds, hops, 0);
        var broken = run(incidentFolds, hops, 13);

        assertThat(whole).hasSizeGreaterThan(2);
        assertThat(broken).isEqualTo(whole);
    }

    @Test
    void sayWithEveryRevisionWhatIsNewInIt() {
        var types = new ArrayList<String>();
        var fold = incidentFolds.fresh(0);

        hops(12).forEach(hop ->
                fold.take(0, hop, (key, value, headers) -> types.add(headers.getOrDefault("ce_type", "none"))));

        assertThat(types)
                .startsWith("kz.dabyl.incident.opened")
                .contains("kz.dabyl.incident.confirmed", "kz.dabyl.incident.closed");
    }

    @Test
    void judgeAStretchThatIsFoldedAgainByTheRulesOfItsTime() {
        var hops = hops(13);
        var half = hops.size() / 2;
        var fold = incidentFolds.fresh(0);
        hops.subList(0, half).forEach(hop -> fold.take(0, hop, (key, value, headers) -> {}));

        var again = incidentFolds.stored(0, incidentFolds.fresh(0).blocks());
        hops.subList(0, half).forEach(again::retake);

        assertThat(Rules.decode(again.blocks().get(0)).rallies()).containsExactly(TestLogs.rally());
        assertThat(again.blocks()).containsExactlyElementsOf(fold.blocks());
    }

    @Test
    void areWrittenDownWithEveryRevision() {
        var hops = hops(14);
        var fold = incidentFolds.fresh(0);
        var unwritten = new ArrayList<Integer>();
        var published = new ArrayList<Integer>();

        for (var i = 0; i < hops.size(); i++) {
            var hop = i;
            var due = fold.take(i, hops.get(i), (key, value, headers) -> published.add(hop));
            if (!due) {
                unwritten.add(hop);
            }
        }

        assertThat(published).hasSizeGreaterThan(3).doesNotContainAnyElementsOf(unwritten);
        assertThat(unwritten.size()).isGreaterThan(hops.size() / 2);
    }

    @Test
    void catchUpBeforeTheyLookWhatCellsCouldSee() {
        var hops = hops(15);
        var half = hops.size() / 2;
        var fold = incidentFolds.fresh(0);

        hops.subList(0, half).forEach(hop -> fold.take(0, hop, (key, value, headers) -> {}));
        var behind = reaches(views);
        hops.subList(half, hops.size()).forEach(hop -> fold.take(0, hop, (key, value, headers) -> {}));

        assertThat(behind).isEmpty();
        assertThat(reaches(views)).isNotEmpty();
    }

    @Test
    void areTheSameWhetherTheyLookWhatCellsCouldSeeOrNot() {
        var hops = hops(16);
        var elsewhere = new DetectorViews();
        var looking = new StoredIncidentFold.Workshop(elsewhere, malformed).fresh(0);
        var other = incidentFolds.fresh(0);

        hops.forEach(hop -> looking.take(0, hop, (key, value, headers) -> {}));
        hops.forEach(other::retake);

        assertThat(reaches(elsewhere)).isNotEmpty();
        assertThat(looking.blocks()).containsExactlyElementsOf(other.blocks());
    }

    @Test
    void keepAStateEveryTenMinutesThatLeadsToTheNext() {
        var hops = hops(17);
        var kept = new KeptStates(new ArrayList<>());
        var fold = incidentFolds.fresh(0);
        for (var i = 0; i < hops.size(); i++) {
            fold.take(i, hops.get(i), kept);
        }

        var states = kept.states();
        assertThat(states).hasSizeGreaterThan(2);
        for (var i = 1; i < states.size(); i++) {
            var next = states.get(i);
            var again = incidentFolds.stored(0, states.get(i - 1).state().blocks());
            hops.subList((int) states.get(i - 1).next(), (int) next.next()).forEach(again::retake);
            assertThat(again.blocks()).containsExactlyElementsOf(next.state().blocks());
        }
    }

    /** Cares for states only. */
    private record KeptStates(List<Snapshot> states) implements StoredFold.Output {

        @Override
        public void put(String key, byte[] value, Map<String, String> headers) {}

        @Override
        public void keep(String key, byte[] state) {
            states.add(((Decoded.Ok<Snapshot>) Snapshot.decode(state)).value());
        }
    }

    private static List<Reach> reaches(DetectorViews views) {
        return views.judged().orElseThrow().cells().stream()
                .flatMap(cell -> cell.reach().stream())
                .toList();
    }

    /** What a fold publishes of {@code log} if its task ends after some {@code every} records, 0 for never. */
    private static List<String> run(StoredFold.Kind kind, List<byte[]> log, int every) {
        var random = new Random(every);
        var published = new ArrayList<String>();
        var fold = kind.fresh(0);
        var blocks = fold.blocks();
        var written = -1;
        var next = every;
        for (var i = 0; i < log.size(); i++) {
            if (fold.take(
                    i, log.get(i), (key, value, headers) -> published.add(key + new String(value, UTF_8) + headers))) {
                blocks = fold.blocks();
                written = i;
            }
            if (every > 0 && i >= next) {
                fold = kind.stored(0, blocks);
                log.subList(written + 1, i + 1).forEach(fold::retake);
                next = i + 1 + random.nextInt(2 * every);
            }
        }
        return published;
    }

    private static List<byte[]> reports(long seed) {
        return TestLogs.shutdown(seed, 1).records().stream()
                .map(record -> record.value())
                .toList();
    }

    private List<byte[]> hops(long seed) {
        var hops = new ArrayList<byte[]>();
        var fold = probeFolds.fresh(0);
        reports(seed).forEach(record -> fold.take(0, record, (key, value, headers) -> hops.add(value)));
        return hops;
    }
}
