package kz.dabyl.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.probes.ProbeFold;
import kz.dabyl.detector.tuning.history.History;
import kz.dabyl.detector.tuning.history.Outcome;
import kz.dabyl.detector.tuning.history.Span;
import kz.dabyl.detector.tuning.history.Trial;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryKeeperTest {

    private static final List<HopSummary> HOPS = new ArrayList<>();
    private static final Duration LONG = Duration.ofMinutes(10);

    private final SummarySource source = (from, sink, progress) -> {
        for (var i = (int) from; i < HOPS.size(); i++) {
            if (!sink.accept(HOPS.get(i), i + 1L)) {
                return;
            }
        }
    };

    @TempDir
    private Path folder;

    @BeforeAll
    static void foldsARally() {
        var probes = new ProbeFold(0, 1);
        Simulation.run(Scenarios.named("demo"), 1, entry -> probes.accept(entry, HOPS::add));
    }

    private static Span held() {
        return new Span(
                HopSummary.startOf(HOPS.get(0).hop()), HOPS.get(HOPS.size() - 1).end());
    }

    private List<List<Incident>> raised(Optional<Path> history) throws IOException {
        var trials = List.of(new Trial("defaults", Thresholds.DEFAULT));
        var backtest = new Backtest(trials, Optional.empty(), Span.ALL, Progress.NONE);
        return backtest.run(Optional.of(source), history).stream()
                .map(Outcome::revisions)
                .toList();
    }

    @Test
    void makesInStepsAHistoryThatTellsWhatEveryHopTells() throws IOException {
        var file = folder.resolve("history");
        var keeper = new HistoryKeeper(source, file);

        var first = keeper.step(Thresholds.DEFAULT, Duration.ZERO);
        var second = keeper.step(Thresholds.DEFAULT, LONG);

        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(raised(Optional.of(file))).isEqualTo(raised(Optional.empty()));
        assertThat(raised(Optional.of(file)).get(0)).isNotEmpty();
    }

    @Test
    void isNotAskedForATimeThatItHasNotComeTo() throws IOException {
        var keeper = new HistoryKeeper(source, folder.resolve("history"));
        keeper.step(Thresholds.DEFAULT, LONG);

        var ofItsLog = keeper.tellsOf(Span.ALL, held());
        var ofALongerLog = keeper.tellsOf(
                Span.ALL,
                new Span(held().from(), held().to() + Duration.ofDays(2).toMillis()));
        var ofAnOlderLog = keeper.tellsOf(
                Span.ALL, new Span(held().from() - Duration.ofDays(2).toMillis(), held().to()));

        assertThat(ofItsLog).isTrue();
        assertThat(ofALongerLog).isFalse();
        assertThat(ofAnOlderLog).isFalse();
    }

    @Test
    void oneOfAnEarlierVersionTellsNothingUntilTheNextStepHasMadeItAnew() throws IOException {
        var file = Files.writeString(folder.resolve("history"), "DABYLHI1 and what it held");
        var keeper = new HistoryKeeper(source, file);

        var before = keeper.tellsOf(Span.ALL, held());
        keeper.step(Thresholds.DEFAULT, LONG);

        assertThat(before).isFalse();
        assertThat(keeper.tellsOf(Span.ALL, held())).isTrue();
    }

    @Test
    void beginsAnewWhereTheThresholdsInForceAreNotCovered() throws IOException {
        var file = folder.resolve("history");
        var keeper = new HistoryKeeper(source, file);
        keeper.step(Thresholds.DEFAULT, LONG);
        var slower = Thresholds.DEFAULT.withRttFactor(2.5);

        var first = keeper.step(slower, Duration.ZERO);
        var meanwhile = History.leniencyOf(file).orElseThrow();
        keeper.step(slower, LONG);

        assertThat(first).isTrue();
        assertThat(meanwhile.exceededBy(Thresholds.DEFAULT, List.of())).isEmpty();
        assertThat(History.leniencyOf(file).orElseThrow().exceededBy(slower, List.of()))
                .isEmpty();
        assertThat(keeper.tellsOf(Span.ALL, held())).isTrue();
        assertThat(folder.toFile().list()).containsExactly("history");
    }

    @Test
    void throwsAwayWhatItHadBegunWhereTheThresholdsAreRolledBack() throws IOException {
        var file = folder.resolve("history");
        var keeper = new HistoryKeeper(source, file);
        keeper.step(Thresholds.DEFAULT, LONG);
        keeper.step(Thresholds.DEFAULT.withRttFactor(2.5), Duration.ZERO);

        keeper.step(Thresholds.DEFAULT, LONG);

        assertThat(folder.toFile().list()).containsExactly("history");
        assertThat(raised(Optional.of(file))).isEqualTo(raised(Optional.empty()));
    }

    @Test
    void growsNoFasterWhereItIsMadeInManySteps() throws IOException {
        var atOnce = folder.resolve("at-once");
        new HistoryKeeper(source, atOnce).step(Thresholds.DEFAULT, LONG);
        var often = folder.resolve("often");
        var pieces = 20;
        SummarySource growing = (from, sink, progress) -> {
            for (var i = (int) from; i < Math.min(HOPS.size(), from + 1 + HOPS.size() / pieces); i++) {
                sink.accept(HOPS.get(i), i + 1L);
            }
        };

        for (var i = 0; i < pieces; i++) {
            new HistoryKeeper(growing, often).step(Thresholds.DEFAULT, LONG);
        }

        assertThat(raised(Optional.of(often))).isEqualTo(raised(Optional.empty()));
        assertThat(Files.size(often)).isLessThan(2 * Files.size(atOnce));
    }

    @Test
    void saysWhyEveryHopIsFolded() throws IOException {
        var file = folder.resolve("history");
        new HistoryKeeper(source, file).step(Thresholds.DEFAULT, LONG);
        var said = new ArrayList<String>();
        var progress = new Progress() {
            @Override
            public void at(String what, double share) {
                // Only what is said matters here.
            }

            @Override
            public void say(String what) {
                said.add(what);
            }
        };
        var trials = List.of(
                new Trial("usual", Thresholds.DEFAULT),
                new Trial("a", Thresholds.DEFAULT.withRttFactor(2)),
                new Trial("b", Thresholds.DEFAULT.withRttFactor(2.5)));

        new Backtest(trials, Optional.empty(), Span.ALL, progress).run(Optional.of(source), Optional.of(file));

        assertThat(said)
                .containsExactly("a, b: the history was not made for throttling_rtt_factor other than 3.0,"
                        + " so every hop is folded, which takes long");
    }
}
