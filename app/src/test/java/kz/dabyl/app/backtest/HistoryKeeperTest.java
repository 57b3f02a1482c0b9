package kz.dabyl.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.ProbeFold;
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
}
