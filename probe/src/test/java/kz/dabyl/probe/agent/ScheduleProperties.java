package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class ScheduleProperties {

    @Property(tries = 200)
    void comesBeforeItsPromiseRunsOutHoweverTheWayVaries(
            @ForAll @IntRange(min = 5, max = 3600) int interval,
            @ForAll @LongRange(min = 0, max = 15_000) long worst,
            @ForAll long seed) {
        var random = new Random(seed);
        var schedule = started(interval, random);
        schedule.delivered(0);
        schedule.delivered(worst);

        for (var report = 0; report < 50; report++) {
            var promised = 1000L * schedule.promise();
            var delayOfThis = random.nextLong(worst + 1);
            var delayOfNext = random.nextLong(worst + 1);
            var pause = schedule.pauseMillis();

            // The promise runs from when this one arrived.
            assertThat(pause + delayOfNext - delayOfThis).isLessThanOrEqualTo(promised);
            schedule.delivered(delayOfThis);
            keepBounds(schedule, worst);
        }
    }

    private static void keepBounds(Schedule schedule, long worst) {
        for (var i = 0; i < 8; i++) {
            schedule.delivered(i % 2 == 0 ? 0 : worst);
        }
    }

    @Property(tries = 100)
    void neverMakesMoreReportsInAnHourThanACollectorLetsPass(
            @ForAll @IntRange(min = 5, max = 3600) int interval,
            @ForAll @LongRange(min = 0, max = 15_000) long worst,
            @ForAll long seed) {
        var schedule = started(interval, new Random(seed));
        schedule.delivered(0);
        schedule.delivered(worst);
        var hours = 10;

        var reports = 0;
        for (var time = 0L; time < hours * 3_600_000L; time += schedule.pauseMillis()) {
            reports++;
        }

        assertThat(reports / (double) hours).isLessThanOrEqualTo(3600.0 / schedule.promise() + 20);
    }

    @Property(tries = 100)
    void keepsTheIntervalThatItWasGivenOnAGoodLine(
            @ForAll @IntRange(min = 5, max = 3600) int interval, @ForAll long seed) {
        var schedule = started(interval, new Random(seed));
        schedule.delivered(60);
        schedule.delivered(90);

        assertThat(schedule.promise()).isEqualTo(interval);
        assertThat(schedule.pauseMillis()).isBetween(840L * interval, 1000L * interval);
    }

    /** Probes that start together must not report together for ever. */
    @Property(tries = 100)
    void drawsEachPauseAnewHoweverShortTheIntervalWhereTheWayHardlyVaries(
            @ForAll @IntRange(min = 5, max = 3600) int interval, @ForAll long seed) {
        var schedule = started(interval, new Random(seed));
        schedule.delivered(60);
        schedule.delivered(90);

        var pauses = LongStream.generate(schedule::pauseMillis).limit(100).summaryStatistics();

        assertThat(pauses.getMax() - pauses.getMin()).isGreaterThan(10L * interval);
    }

    @Property(tries = 100)
    void takesWhatItsOwnStartCostForNoVariationOfTheWay(
            @ForAll @IntRange(min = 5, max = 3600) int interval,
            @ForAll @LongRange(min = 75, max = 15_000) long first,
            @ForAll long seed) {
        var schedule = new Schedule(interval, new Random(seed));
        schedule.delivered(first);
        schedule.delivered(first / 2);
        schedule.delivered(75);
        schedule.delivered(60);
        schedule.delivered(90);

        assertThat(schedule.promise()).isEqualTo(interval);
    }

    /** A fleet that starts on a bad line must not break its promises for longer than it has to. */
    @Property(tries = 100)
    void knowsABadLineByTheFirstDeliveryAfterTheStart(
            @ForAll @IntRange(min = 5, max = 30) int interval,
            @ForAll @LongRange(min = 5_000, max = 15_000) long worst,
            @ForAll long seed) {
        var schedule = started(interval, new Random(seed));

        schedule.delivered(worst);

        assertThat(schedule.promise()).isGreaterThan(interval);
        assertThat(schedule.pauseMillis() + worst).isLessThanOrEqualTo(1000L * schedule.promise());
    }

    @Property(tries = 100)
    void promisesAsBeforeAfterOneSlowDeliveryOfMany(
            @ForAll @IntRange(min = 5, max = 3600) int interval,
            @ForAll @LongRange(min = 5_000, max = 15_000) long slow,
            @ForAll @IntRange(min = 8, max = 31) int before,
            @ForAll long seed) {
        var schedule = started(interval, new Random(seed));
        for (var i = 0; i < before; i++) {
            schedule.delivered(75);
        }

        schedule.delivered(slow);
        assertThat(schedule.promise()).isEqualTo(interval);

        schedule.delivered(slow);
        assertThat(schedule.pauseMillis() + slow).as("two of them").isLessThanOrEqualTo(1000L * schedule.promise());
    }

    /** One whose first deliveries are over. */
    private static Schedule started(int interval, Random random) {
        var schedule = new Schedule(interval, random);
        for (var i = 0; i < 3; i++) {
            schedule.delivered(75);
        }
        return schedule;
    }
}
