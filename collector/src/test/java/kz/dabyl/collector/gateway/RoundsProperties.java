package kz.dabyl.collector.gateway;

import static kz.dabyl.collector.gateway.Pieces.FIRST;
import static kz.dabyl.collector.gateway.Pieces.ORIGIN;
import static kz.dabyl.collector.gateway.Pieces.SECOND;
import static kz.dabyl.collector.gateway.Pieces.START;
import static kz.dabyl.collector.gateway.Pieces.changes;
import static kz.dabyl.collector.gateway.Pieces.oksOf;
import static kz.dabyl.collector.gateway.Pieces.piece;
import static kz.dabyl.collector.gateway.Pieces.request;
import static kz.dabyl.collector.gateway.Pieces.result;
import static kz.dabyl.collector.gateway.Pieces.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever pieces come, and however requests divide them. */
class RoundsProperties {

    private static final int FAILS = 1;
    private static final int SETTLES = 4;

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

    @Property(tries = 500)
    void tellsNoResultTwiceHoweverRequestsOverlap(
            @ForAll @Size(min = 1, max = 60) List<@IntRange(max = 9) Integer> steps) {
        var own = new Rounds(2);
        var underWay = new ArrayDeque<Rounds.Plan>();
        var told = new ArrayList<Ping>();
        var at = 0L;
        var measured = 0;
        for (var step : steps) {
            if (step < FAILS && !underWay.isEmpty()) {
                own.failed(underWay.remove());
            } else if (step < SETTLES && !underWay.isEmpty()) {
                settle(own, underWay, told);
            } else {
                at += step * 3_000L;
                var sightings = new Sightings();
                // No two take as long, so that each can be told from all others.
                var target = step % 2 == 0 ? FIRST : SECOND;
                sightings.add(ORIGIN, START + at, Ping.answered(target, ++measured));
                underWay.add(own.plan(sightings.reports()));
            }
        }
        while (!underWay.isEmpty()) {
            settle(own, underWay, told);
        }

        assertThat(told).doesNotHaveDuplicates();
    }

    private static void settle(Rounds own, Queue<Rounds.Plan> underWay, List<Ping> told) {
        var plan = underWay.remove();
        plan.reports().forEach(report -> told.addAll(report.pings()));
        assertThat(own.done(plan, Runnable::run)).isCompleted();
    }
}
