package kz.dabyl.collector.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Report;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final long START = 1_619_247_600_000L;
    private static final int INTERVAL = 30;
    private static final Origin ORIGIN = new Origin("p", "KZ-75", "401-01", Access.MOBILE, INTERVAL);
    private static final String FIRST = "international/1.1.1.1";
    private static final String SECOND = "domestic/egov.kz";

    private final Rounds rounds = new Rounds(2);

    @Test
    void letsTheFirstPieceOfAnIntervalThroughAtOnce() {
        var plan = rounds.plan(piece(0, FIRST));

        assertThat(plan.reports()).isEqualTo(piece(0, FIRST));
        assertThat(plan.held()).isEmpty();
    }

    @Test
    void sendsLaterPiecesAlongWithTheNextReport() {
        sent(piece(0, FIRST));
        var later = sent(piece(7_000, SECOND));

        var next = sent(piece(30_000, FIRST));

        assertThat(later).isEmpty();
        assertThat(targets(next)).containsExactly(List.of(FIRST, SECOND));
        assertThat(targets(sent(piece(60_000, FIRST)))).containsExactly(List.of(FIRST));
    }

    @Test
    void forgetsNothingOfWhatFailed() {
        rounds.failed(rounds.plan(piece(0, FIRST)));

        var again = rounds.plan(piece(0, FIRST));

        assertThat(again.reports()).hasSize(1);
    }

    @Test
    void keepsPiecesThatComeBeforeTheFirstIsInTheLog() {
        var first = rounds.plan(piece(0, FIRST));
        var second = rounds.plan(piece(1_000, SECOND));

        var kept = rounds.done(second, Runnable::run);
        var atFirst = kept.isDone();
        done(first);

        assertThat(atFirst).isFalse();
        assertThat(kept).isCompletedWithValue(true);

        assertThat(second.reports()).isEmpty();
        assertThat(targets(sent(piece(30_000, FIRST)))).containsExactly(List.of(FIRST, SECOND));
    }

    @Test
    void keepsNoPieceWhoseReportIsNotInTheLog() {
        var first = rounds.plan(piece(0, FIRST));
        var second = rounds.plan(piece(1_000, SECOND));

        var kept = rounds.done(second, Runnable::run);
        rounds.failed(first);

        assertThat(kept).isCompletedWithValue(false);
        assertThat(targets(sent(piece(30_000, FIRST)))).containsExactly(List.of(FIRST));
    }

    @Test
    void tellsAFailureBetweenTwoSuccessesAndThenTheSuccess() {
        sent(piece(0, FIRST));
        sent(failure(7_000));
        sent(piece(14_000, FIRST));

        var next = sent(piece(30_000, FIRST));
        var last = sent(piece(60_000, FIRST));

        assertThat(oks(next)).containsExactly(false);
        assertThat(oks(last)).containsExactly(true);
    }

    @Test
    void tellsWhatTwoProbesSawAtTheSameTimeOfEach() {
        sent(ofTwo(0, true));
        sent(ofTwo(10_000, false));

        assertThat(oks(sent(ofTwo(30_000, true)))).containsExactly(false, false);
        assertThat(oks(sent(ofTwo(60_000, true)))).containsExactly(true, true);
    }

    @Test
    void tellsAFailureAtTheBorderOfTwoRequestsOfAFlush() {
        sent(request(piece(0, FIRST), piece(1_000, SECOND)));
        sent(piece(30_000, FIRST));

        var flushed = new ArrayList<Report>(result(31_000, SECOND, false));
        for (var after = 60_000; after < 600_000; after += 30_000) {
            flushed.addAll(request(piece(after, FIRST), piece(after + 1_000, SECOND)));
        }
        var reports = sent(flushed);

        assertThat(reports).hasSize(18);
        assertThat(oksOf(SECOND, reports).subList(0, 3)).containsExactly(false, true, true);
        assertThat(oksOf(SECOND, sent(piece(600_000, FIRST)))).isEmpty();
    }

    /** Each number is one interval: how the first and the second target answered, and whether a request ends before or amid it. */
    @Property(tries = 500)
    void tellsEveryChangeInItsOrderWhereverRequestsEnd(
            @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 15) Integer> intervals) {
        var own = new Rounds(2);
        var told = new ArrayList<Report>();
        var firsts = new ArrayList<Boolean>();
        var seconds = new ArrayList<Boolean>();
        var request = new ArrayList<Report>();
        for (var i = 0; i < intervals.size() + 2; i++) {
            var interval = intervals.get(Math.min(i, intervals.size() - 1));
            var first = result(30_000L * i, FIRST, (interval & 1) == 0);
            var second = result(30_000L * i + 1_000, SECOND, (interval & 2) == 0);
            firsts.add((interval & 1) == 0);
            seconds.add((interval & 2) == 0);
            if ((interval & 4) == 0) {
                told.addAll(sent(own, request));
            }
            if ((interval & 8) == 0) {
                request.addAll(first);
                told.addAll(sent(own, request));
                request.addAll(second);
            } else {
                request.addAll(request(first, second));
            }
        }
        told.addAll(sent(own, request));
        told.addAll(sent(own, piece(30_000L * (intervals.size() + 2), "site/another")));

        assertThat(changes(oksOf(FIRST, told))).isEqualTo(changes(firsts));
        assertThat(changes(oksOf(SECOND, told))).isEqualTo(changes(seconds));
    }

    @Test
    void knowsOfFailingTargetsThoseThatAreStillThere() {
        for (var gone = 0; gone < 40; gone++) {
            sent(result(30_000L * gone, "site/gone-" + gone, false));
        }
        sent(result(1_200_000, FIRST, false));
        sent(result(1_207_000, FIRST, false));

        assertThat(oks(sent(piece(1_230_000, FIRST)))).containsExactly(true);
    }

    @Test
    void waitsNotForEverForAReportOfAnotherRequest() {
        var hasty = new Rounds(2, Duration.ofMillis(1));
        hasty.plan(piece(0, FIRST));

        var kept = hasty.done(hasty.plan(piece(1_000, SECOND)), Runnable::run);

        assertThat(kept).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(false);
    }

    @Test
    void keepsWhatWaitedForAnotherRequestWhereItIsToldTo() {
        var first = rounds.plan(piece(0, FIRST));
        var second = rounds.plan(piece(1_000, SECOND));
        var keeper = new ArrayList<Runnable>();

        var kept = rounds.done(second, keeper::add);
        done(first);
        var atFirst = kept.isDone();
        keeper.forEach(Runnable::run);

        assertThat(atFirst).isFalse();
        assertThat(kept).isCompletedWithValue(true);
    }

    @Test
    void tellsASuccessBetweenTwoFailures() {
        sent(failure(0));
        sent(piece(7_000, FIRST));

        assertThat(oks(sent(failure(30_000)))).containsExactly(true);
        assertThat(oks(sent(failure(60_000)))).containsExactly(false);
    }

    @Test
    void tellsARecoveryAtOnceWhereTheFailureWasTold() {
        sent(failure(0));
        sent(failure(7_000));

        assertThat(oks(sent(piece(30_000, FIRST)))).containsExactly(true);
    }

    @Test
    void tellsAFailureAtOnceWhereTheSuccessWasTold() {
        sent(piece(0, FIRST));
        sent(piece(7_000, FIRST));

        assertThat(oks(sent(failure(30_000)))).containsExactly(false);
    }

    @Test
    void tellsResultsOfBeforeAnOutageNotAsThoseOfAfterIt() {
        sent(piece(0, FIRST));
        sent(piece(7_000, SECOND));

        var afterwards = sent(piece(600_000, FIRST));

        assertThat(targets(afterwards)).containsExactly(List.of(FIRST));
    }

    @Test
    void keepsAFreshResultForTheNextReportWhenALateOneComes() {
        sent(piece(600_000, FIRST));
        sent(piece(607_000, SECOND));

        var late = sent(piece(0, SECOND));
        var next = sent(piece(630_000, FIRST));

        assertThat(targets(late)).containsExactly(List.of(SECOND));
        assertThat(targets(next)).containsExactly(List.of(FIRST, SECOND));
    }

    @Test
    void recoversFromAClockThatWasAheadForAWhile() {
        sent(piece(365 * 86_400_000L, FIRST));
        sent(piece(0, FIRST));

        var later = sent(piece(7_000, SECOND));
        var next = sent(piece(30_000, FIRST));

        assertThat(later).isEmpty();
        assertThat(targets(next)).containsExactly(List.of(FIRST, SECOND));
    }

    @Test
    void forgetsTheProbeThatWasSilentLongest() {
        sent(piece(0, FIRST));
        for (var other : List.of("a", "b")) {
            var origin = new Origin(other, "KZ-75", "401-01", Access.MOBILE, INTERVAL);
            var sightings = new Sightings();
            sightings.add(origin, START, Ping.answered(FIRST, 1));
            sent(sightings.reports());
        }

        var later = sent(piece(7_000, SECOND));

        assertThat(later).hasSize(1);
    }

    @Property(tries = 300)
    void sendsOneReportAnIntervalAndNoResultTwice(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 7) Integer> steps) {
        var all = new ArrayList<Report>();
        var at = 0L;
        var own = new Rounds(2);
        for (var step : steps) {
            at += step * 3_000L;
            var plan = own.plan(piece(at, step % 2 == 0 ? FIRST : SECOND));
            assertThat(own.done(plan, Runnable::run)).isCompletedWithValue(true);
            all.addAll(plan.reports());
        }

        var numbers = new HashSet<Long>();
        all.forEach(report -> numbers.add(report.seq()));
        assertThat(numbers).hasSameSizeAs(all);
        assertThat(all.stream().mapToInt(report -> report.pings().size()).sum()).isLessThanOrEqualTo(steps.size());
    }

    /** One request, which is empty afterwards. */
    private static List<Report> sent(Rounds rounds, List<Report> request) {
        var plan = rounds.plan(request);
        request.clear();
        assertThat(rounds.done(plan, Runnable::run)).isCompletedWithValue(true);
        return plan.reports();
    }

    private List<Report> sent(List<Report> reports) {
        var plan = rounds.plan(reports);
        done(plan);
        return plan.reports();
    }

    private void done(Rounds.Plan plan) {
        assertThat(rounds.done(plan, Runnable::run)).isCompletedWithValue(true);
    }

    private static List<Report> piece(long after, String target) {
        return result(after, target, true);
    }

    private static List<Report> failure(long after) {
        return result(after, FIRST, false);
    }

    private static List<Report> result(long after, String target, boolean ok) {
        var sightings = new Sightings();
        sightings.add(ORIGIN, START + after, ping(target, ok));
        return sightings.reports();
    }

    private static Ping ping(String target, boolean ok) {
        return ok ? Ping.answered(target, 20) : Ping.failed(target, PingError.TIMEOUT);
    }

    /** Pieces of one interval as one request has them. */
    @SafeVarargs
    private static List<Report> request(List<Report>... pieces) {
        var sightings = new Sightings();
        for (var piece : pieces) {
            piece.forEach(report -> report.pings().forEach(ping -> sightings.add(ORIGIN, report.at(), ping)));
        }
        return sightings.reports();
    }

    private static List<Report> ofTwo(long after, boolean ok) {
        var sightings = new Sightings();
        for (var probe : List.of("p", "q")) {
            var origin = new Origin(probe, "KZ-75", "401-01", Access.MOBILE, INTERVAL);
            sightings.add(origin, START + after, ping(FIRST, ok));
        }
        return sightings.reports();
    }

    private static List<Boolean> oks(List<Report> reports) {
        return reports.stream()
                .flatMap(report -> report.pings().stream())
                .map(Ping::ok)
                .toList();
    }

    private static List<Boolean> oksOf(String target, List<Report> reports) {
        return reports.stream()
                .flatMap(report -> report.pings().stream())
                .filter(ping -> ping.target().equals(target))
                .map(Ping::ok)
                .toList();
    }

    private static List<Boolean> changes(List<Boolean> oks) {
        // As long as nothing else is told, a target is held to answer.
        var changes = new ArrayList<Boolean>(List.of(true));
        for (var ok : oks) {
            if (!changes.get(changes.size() - 1).equals(ok)) {
                changes.add(ok);
            }
        }
        return changes;
    }

    private static List<List<String>> targets(List<Report> reports) {
        return reports.stream()
                .map(report -> report.pings().stream().map(Ping::target).toList())
                .toList();
    }
}
