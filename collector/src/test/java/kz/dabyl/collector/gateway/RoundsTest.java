package kz.dabyl.collector.gateway;

import static org.assertj.core.api.Assertions.assertThat;

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

        var kept = rounds.done(second);
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

        var kept = rounds.done(second);
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
            assertThat(own.done(plan)).isCompletedWithValue(true);
            all.addAll(plan.reports());
        }

        var numbers = new HashSet<Long>();
        all.forEach(report -> numbers.add(report.seq()));
        assertThat(numbers).hasSameSizeAs(all);
        assertThat(all.stream().mapToInt(report -> report.pings().size()).sum()).isLessThanOrEqualTo(steps.size());
    }

    private List<Report> sent(List<Report> reports) {
        var plan = rounds.plan(reports);
        done(plan);
        return plan.reports();
    }

    private void done(Rounds.Plan plan) {
        assertThat(rounds.done(plan)).isCompletedWithValue(true);
    }

    private static List<Report> piece(long after, String target) {
        var sightings = new Sightings();
        sightings.add(ORIGIN, START + after, Ping.answered(target, 20));
        return sightings.reports();
    }

    private static List<Report> failure(long after) {
        var sightings = new Sightings();
        sightings.add(ORIGIN, START + after, Ping.failed(FIRST, PingError.TIMEOUT));
        return sightings.reports();
    }

    private static List<Report> ofTwo(long after, boolean ok) {
        var sightings = new Sightings();
        for (var probe : List.of("p", "q")) {
            var origin = new Origin(probe, "KZ-75", "401-01", Access.MOBILE, INTERVAL);
            sightings.add(origin, START + after, ok ? Ping.answered(FIRST, 20) : Ping.failed(FIRST, PingError.TIMEOUT));
        }
        return sightings.reports();
    }

    private static List<Boolean> oks(List<Report> reports) {
        return reports.stream()
                .flatMap(report -> report.pings().stream())
                .map(Ping::ok)
                .toList();
    }

    private static List<List<String>> targets(List<Report> reports) {
        return reports.stream()
                .map(report -> report.pings().stream().map(Ping::target).toList())
                .toList();
    }
}
