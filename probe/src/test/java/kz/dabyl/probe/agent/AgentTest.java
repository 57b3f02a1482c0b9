package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import kz.dabyl.probe.deliver.FakeClocks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an agent measures, what it delivers and what it keeps for later. */
class AgentTest {

    @TempDir
    private Path folder;

    private final FakeClocks clocks = new FakeClocks(Bench.NOON);
    private final Line line = new Line(clocks);

    @Test
    void sendsEachReportOnceWhileAllIsWell() throws Exception {
        var bench = bench();

        bench.runFor(Duration.ofMinutes(10));

        assertThat(line.requests).hasSizeBetween(19, 24).allMatch(request -> request.size() == 1);
        assertThat(line.last().get(0))
                .contains("\"interval_s\":30", "\"place\":\"KZ-75\"", "\"power\":\"mains\"", "international/1.1.1.1");
    }

    @Test
    void sendsWhatFailedJustNowWithTheNextReport() throws Exception {
        var bench = bench();
        bench.runFor(Duration.ofMinutes(5));
        line.up = false;
        bench.runFor(Duration.ofSeconds(30));
        line.up = true;
        var before = line.requests.size();

        bench.runFor(Duration.ofSeconds(40));

        assertThat(line.requests.get(before)).hasSize(2);
    }

    @Test
    void sendsAReportAgainWithinItsOwnIntervalWhereAConnectionFailed() throws Exception {
        var bench = bench();
        bench.runFor(Duration.ofMinutes(5));
        var before = line.requests.size();
        line.lost = 2;

        bench.runFor(Duration.ofSeconds(60));

        assertThat(line.requests.subList(before, line.requests.size()))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(request -> request.size() == 1);
        assertThat(line.times.get(before) - line.times.get(before - 1)).isLessThan(45_000);
    }

    @Test
    void triesNoMoreThanThreeTimesInAnInterval() throws Exception {
        var bench = bench();
        bench.runFor(Duration.ofMinutes(5));
        line.lost = 1000;

        bench.runFor(Duration.ofMinutes(10));

        assertThat(1000 - line.lost).isBetween(50, 3 * 24);
    }

    @Test
    void keepsBackForARandomWhileWhatWasMeasuredInALongOutage() throws Exception {
        var bench = bench();
        line.up = false;
        bench.runFor(Duration.ofHours(1));
        line.up = true;
        var back = clocks.steady();

        bench.runFor(Duration.ofMinutes(12));

        var firstLarge =
                line.requests.stream().filter(request -> request.size() > 8).findFirst();
        assertThat(firstLarge).isPresent();
        assertThat(line.times.get(0) - back).isLessThan(31_000);
        assertThat(line.times.get(line.requests.indexOf(firstLarge.get())) - back)
                .isGreaterThan(60_000);
        assertThat(bench.outbox.size()).isLessThanOrEqualTo(1);
    }

    @Test
    void datesReportsByTheCollectorsClockAndSaysSoOnce() throws Exception {
        var bench = bench();
        line.ahead = Duration.ofHours(5).toMillis();

        bench.runFor(Duration.ofMinutes(3));

        assertThat(line.last().get(0)).contains("\"at\":\"2021-04-24T17:");
        assertThat(bench.told).hasSize(1);
    }

    @Test
    void findsTimeForItsChoreEachTimeThatItIsDueAndNeverBreaksItsPromiseForIt() throws Exception {
        var bench = bench();
        var chore = new Hourly(clocks);
        bench.chore = chore;

        bench.runFor(Duration.ofHours(5).plusMinutes(30));

        assertThat(chore.runs).isEqualTo(5);
        assertThat(longestPause()).isLessThanOrEqualTo(30_000);
    }

    /** Takes all the time that it is given, each hour. */
    private static final class Hourly implements Agent.Chore {

        private final FakeClocks clocks;
        private long due;
        private int runs;

        Hourly(FakeClocks clocks) {
            this.clocks = clocks;
            due = clocks.steady() + Duration.ofHours(1).toMillis();
        }

        @Override
        public long due() {
            return due;
        }

        @Override
        public void run(Duration patience) {
            runs++;
            due += Duration.ofHours(1).toMillis();
            clocks.pass(patience.toMillis());
        }
    }

    private long longestPause() {
        return IntStream.range(1, line.times.size())
                .mapToLong(i -> line.times.get(i) - line.times.get(i - 1))
                .max()
                .orElse(Long.MAX_VALUE);
    }

    @Test
    void givesUpNothingOfARunThatBeganWithAClockAtItsEpoch() throws Exception {
        clocks.set(0);
        var bench = bench();
        line.up = false;
        bench.runFor(Duration.ofHours(1));
        clocks.set(Bench.NOON);
        line.up = true;

        bench.runFor(Duration.ofMinutes(15));

        assertThat(bench.outbox.dropped()).isZero();
        assertThat(bench.outbox.size()).isLessThanOrEqualTo(1);
        assertThat(delivered()).isGreaterThanOrEqualTo(bench.outbox.next() - 1);
    }

    @Test
    void saysHowManyReportsItGaveUpThatNobodyWouldBelieveAnyMore() throws Exception {
        var bench = bench();
        line.up = false;
        bench.runFor(Duration.ofMinutes(10));
        var early = bench.outbox.size();
        clocks.pass(Duration.ofDays(8).toMillis());
        line.up = true;

        bench.runFor(Duration.ofMinutes(1));

        assertThat(bench.outbox.dropped()).isEqualTo(early);
        assertThat(bench.told).anyMatch(text -> text.contains(early + " kept reports"));
    }

    private long delivered() {
        return line.requests.stream().flatMap(List::stream).distinct().count();
    }

    @Test
    void deliversWhatItKeptOnALineThatIsNeverUpForAMinute() throws Exception {
        var bench = bench();
        for (var cycle = 0; cycle < 90; cycle++) {
            line.up = true;
            bench.runFor(Duration.ofSeconds(40));
            line.up = false;
            bench.runFor(Duration.ofMinutes(2));
        }

        // Some five reports are made in each cycle, 450 in all.
        assertThat(bench.outbox.next()).isGreaterThan(400);
        assertThat(bench.outbox.size()).isLessThan(150);
    }

    @Test
    void believesNothingOfARoundThroughWhichTheMachineSlept() throws Exception {
        var bench = bench();
        bench.runFor(Duration.ofMinutes(1));
        bench.meanwhile = () -> {
            clocks.set(clocks.wall() + Duration.ofHours(2).toMillis());
            bench.meanwhile = () -> {};
        };

        bench.runFor(Duration.ofMinutes(2));

        var empty = line.requests.stream()
                .flatMap(List::stream)
                .filter(report -> report.contains("\"pings\":[]"))
                .toList();
        assertThat(empty).singleElement().asString().contains("\"at\":\"2021-04-24T14:");
    }

    private Bench bench() throws Exception {
        return new Bench(folder, clocks, line, 30, 7);
    }
}
