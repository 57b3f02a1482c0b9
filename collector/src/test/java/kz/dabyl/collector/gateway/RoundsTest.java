package kz.dabyl.collector.gateway;

import static kz.dabyl.collector.gateway.Pieces.FIRST;
import static kz.dabyl.collector.gateway.Pieces.INTERVAL;
import static kz.dabyl.collector.gateway.Pieces.SECOND;
import static kz.dabyl.collector.gateway.Pieces.START;
import static kz.dabyl.collector.gateway.Pieces.failure;
import static kz.dabyl.collector.gateway.Pieces.ofTwo;
import static kz.dabyl.collector.gateway.Pieces.oks;
import static kz.dabyl.collector.gateway.Pieces.oksOf;
import static kz.dabyl.collector.gateway.Pieces.piece;
import static kz.dabyl.collector.gateway.Pieces.request;
import static kz.dabyl.collector.gateway.Pieces.result;
import static kz.dabyl.collector.gateway.Pieces.targets;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsTest {

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
    void sendsNothingAlongTwiceWhereRequestsOverlap() {
        sent(piece(0, FIRST));
        sent(piece(7_000, SECOND));
        var one = rounds.plan(piece(30_000, FIRST));
        var other = rounds.plan(piece(60_000, FIRST));

        done(one);
        done(other);

        assertThat(targets(one.reports())).containsExactly(List.of(FIRST, SECOND));
        assertThat(targets(other.reports())).containsExactly(List.of(FIRST));
    }

    @Test
    void sendsAlongAgainWhatAnotherRequestCouldNot() {
        sent(piece(0, FIRST));
        sent(piece(7_000, SECOND));

        rounds.failed(rounds.plan(piece(30_000, FIRST)));

        assertThat(targets(sent(piece(60_000, FIRST)))).containsExactly(List.of(FIRST, SECOND));
    }

    @Test
    void sendsAlongWhatALaterReportUnderWayIsTooLateFor() {
        sent(piece(0, FIRST));
        sent(piece(7_000, SECOND));
        var muchLater = rounds.plan(piece(120_000, FIRST));

        var next = rounds.plan(piece(30_000, FIRST));
        done(muchLater);
        done(next);

        assertThat(targets(next.reports())).containsExactly(List.of(FIRST, SECOND));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void passesOverNoFailureThatARequestTookAlongAndCouldNotSend(boolean laterIsStoredFirst) {
        sent(piece(0, FIRST));
        sent(failure(29_000));
        var one = rounds.plan(piece(30_000, SECOND));
        var later = rounds.plan(piece(60_000, FIRST));

        if (laterIsStoredFirst) {
            done(later);
            rounds.failed(one);
        } else {
            rounds.failed(one);
            done(later);
        }
        var again = sent(piece(30_000, SECOND));

        assertThat(oksOf(FIRST, later.reports())).containsExactly(true);
        assertThat(oksOf(FIRST, again)).containsExactly(false);
    }

    @Test
    void asksForMemoryByTheNumberOfProbes() {
        assertThat(Rounds.planBytes(ofTwo(0, true))).isEqualTo(2 * Rounds.planBytes(piece(0, FIRST)));
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

    private List<Report> sent(List<Report> reports) {
        var plan = rounds.plan(reports);
        done(plan);
        return plan.reports();
    }

    private void done(Rounds.Plan plan) {
        assertThat(rounds.done(plan, Runnable::run)).isCompletedWithValue(true);
    }
}
