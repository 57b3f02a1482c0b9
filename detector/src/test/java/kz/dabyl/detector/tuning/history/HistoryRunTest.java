package kz.dabyl.detector.tuning.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Rally;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryRunTest {

    private static final List<Trial> TRIALS = List.of(
            new Trial("usual", TestLog.thresholds(1, 3, 120)),
            new Trial("loose", TestLog.thresholds(10, 2, 300)),
            new Trial("strict", TestLog.thresholds(0.01, 6, 10)));

    /** Three days with a curfew each night, a short cut that comes twice within a quarter of an hour, and a long one. */
    private static final long HOPS = 3 * TestLog.DAY;

    @TempDir
    private static Path folder;

    private static List<HopSummary> log = List.of();
    private static Path kept = Path.of("");

    @BeforeAll
    static void distils() throws IOException {
        var almaty = TestLog.mobile("Almaty");
        var made = new TestLog(3)
                .cut(TestLog.HOUR, TestLog.HOUR + 10 * TestLog.MINUTE, almaty)
                .cut(TestLog.HOUR + 18 * TestLog.MINUTE, TestLog.HOUR + 30 * TestLog.MINUTE, almaty)
                .cut(30 * TestLog.HOUR, 30 * TestLog.HOUR + 40 * TestLog.MINUTE, TestLog.mobile("Astana"));
        for (var day = 0; day < 3; day++) {
            var dusk = day * TestLog.DAY + 20 * TestLog.HOUR;
            made.cut(
                    dusk,
                    dusk + 12 * TestLog.MINUTE,
                    cell -> almaty.test(cell) && cell.network().equals("401-01"));
        }
        log = made.hops(HOPS);
        kept = folder.resolve("kept");
        distil(kept, log, 0);
    }

    @Test
    void givesWhatEveryHopGives() throws IOException {
        var outcomes = run(kept, Span.ALL, 1);

        assertThat(revisions(outcomes)).isEqualTo(revisions(everything(Span.ALL)));
        assertThat(outcomes).allMatch(Outcome::complete);
        assertThat(outcomes.get(0).incidents()).hasSizeGreaterThan(3);
    }

    @Test
    void eachOfManyThresholdsGivesWhatItGivesAlone() throws IOException {
        var many = new ArrayList<>(TRIALS);
        many.add(1, new Trial("usual once more", TRIALS.get(0).thresholds()));

        try (var history = History.open(kept)) {
            var together = HistoryRun.of(history, many, Optional.empty(), Span.ALL, 2, done -> {});

            assertThat(together).extracting(Outcome::trial).isEqualTo(many);
            for (var outcome : together) {
                var alone = HistoryRun.of(history, List.of(outcome.trial()), Optional.empty(), Span.ALL, 1, d -> {});
                assertThat(outcome).isEqualTo(alone.get(0));
            }
        }
    }

    @Test
    void keepsTheSmallerPart() throws IOException {
        try (var history = History.open(kept)) {
            assertThat(history.firstHop()).isEqualTo(TestLog.FIRST);
            assertThat(history.lastHop()).isEqualTo(TestLog.FIRST + HOPS - 1);
            assertThat(history.keptHops()).isLessThan(HOPS / 2);
            assertThat(history.size()).isGreaterThan(10);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, TestLog.DAY})
    void severalThreadsGiveWhatOneGivesHoweverLittleTheyLookBack(long leadHops) throws IOException {
        var one = run(kept, Span.ALL, 1);

        try (var history = History.open(kept)) {
            var many = HistoryRun.of(history, TRIALS, Optional.empty(), Span.ALL, 4, leadHops, done -> {});

            assertThat(revisions(many)).isEqualTo(revisions(one));
        }
    }

    @Test
    void tellsOfAPartOfItsTimeWhatEveryHopTells() throws IOException {
        var span = new Span(
                HopSummary.startOf(TestLog.FIRST + TestLog.DAY),
                HopSummary.startOf(TestLog.FIRST + 2 * TestLog.DAY + 7));

        var outcomes = run(kept, span, 2);

        assertThat(revisions(outcomes)).isEqualTo(revisions(everything(span)));
        assertThat(outcomes.get(0).incidents()).isNotEmpty();
    }

    @Test
    void aHistoryThatWasMadeInPiecesTellsTheSame() throws IOException {
        var pieces = folder.resolve("pieces");
        var size = log.size();
        for (var end : List.of(7, size / 9, size / 3 + 1, size / 2, size)) {
            distil(pieces, log.subList(0, end), -1);
        }

        assertThat(revisions(run(pieces, Span.ALL, 2))).isEqualTo(revisions(run(kept, Span.ALL, 1)));
    }

    @Test
    void refusesLooserThresholdsThanItWasMadeFor() throws IOException {
        var loose = List.of(new Trial("all", TestLog.thresholds(11, 3, 120)));

        try (var history = History.open(kept)) {
            assertThatThrownBy(() -> HistoryRun.of(history, loose, Optional.empty(), Span.ALL, 1, done -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("false_alarms_per_month over 10");
        }
    }

    @Test
    void refusesRalliesThatWereNotKnown() throws IOException {
        var rally = new Rally("r", "R", 0, Long.MAX_VALUE, List.of("8820e60003fffff"), null);

        try (var history = History.open(kept)) {
            assertThatThrownBy(
                            () -> HistoryRun.of(history, TRIALS, Optional.of(List.of(rally)), Span.ALL, 1, done -> {}))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("rally");
        }
    }

    private static void distil(Path file, List<HopSummary> hops, long from) throws IOException {
        try (var distillery = Distillery.open(file, Leniency.covering(List.of(), List.of()))) {
            var start = from < 0 ? distillery.position() : from;
            for (var i = start; i < hops.size(); i++) {
                distillery.accept(hops.get((int) i), i + 1);
            }
        }
    }

    private static List<Outcome> run(Path file, Span span, int threads) throws IOException {
        try (var history = History.open(file)) {
            return HistoryRun.of(history, TRIALS, Optional.empty(), span, threads, done -> {});
        }
    }

    private static List<Outcome> everything(Span span) {
        var gathering = new Gathering(TRIALS, Optional.empty(), span);
        log.forEach(gathering::accept);
        return gathering.outcomes();
    }

    private static List<List<Incident>> revisions(List<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::revisions).toList();
    }
}
