package kz.dabyl.detector.core.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.detector.core.rules.Budget;
import kz.dabyl.detector.core.world.TestWorld;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;
import org.junit.jupiter.api.Test;

class OutageHistoryTest {

    private static final int CELLS = 60;
    private static final double DAY_SECONDS = 86_400;
    private static final long HOPS_A_DAY = 86_400_000 / HopSummary.HOP_MILLIS;
    private static final Cell PHONES = TestWorld.mobile(TestCity.CENTRE, "401-01");
    private static final Cell OTHERS = TestWorld.mobile(TestCity.CENTRE, "401-02");
    private static final Cell LINES = TestWorld.fixed(TestCity.CENTRE);

    private OutageHistory history = new OutageHistory();
    private final Random random = new Random(1);
    private long hop;

    @Test
    void keepsWhatItBeganWithUntilSomethingIsSeen() {
        learn(Lesson.NONE);

        var known = history.of(Lesson.Kind.of(PHONES));

        assertThat(known).isEqualTo(NaturalOutages.PRIOR);
    }

    @Test
    void keepsTheBudgetWhereOutagesAreTwiceAsManyAndHalfAsLongAgain() {
        var truth = NaturalOutages.perDay(0.6, 60);
        var deployments = 20;
        var after = 0.0;
        for (var i = 0; i < deployments; i++) {
            history = new OutageHistory();
            live(30, PHONES, truth);
            after += falseAlarmsAMonth(truth, secondsToCall(history.of(Lesson.Kind.of(PHONES)))) / deployments;
        }

        var before = falseAlarmsAMonth(truth, secondsToCall(NaturalOutages.PRIOR));

        assertThat(before).isGreaterThan(5);
        assertThat(after).isLessThan(1);
        assertThat(history.of(Lesson.Kind.of(PHONES)).meanSeconds()).isCloseTo(60, within(15.0));
    }

    @Test
    void keepsTheBudgetAndTheDelayWhereOutagesAreAsExpected() {
        live(30, PHONES, NaturalOutages.PRIOR);

        var seconds = secondsToCall(history.of(Lesson.Kind.of(PHONES)));

        assertThat(falseAlarmsAMonth(NaturalOutages.PRIOR, seconds)).isLessThan(1);
        assertThat(seconds).isCloseTo(secondsToCall(NaturalOutages.PRIOR), within(30.0));
    }

    @Test
    void callsLinesSoonerThatHardlyEverHaveOutages() {
        live(30, PHONES, NaturalOutages.perDay(0.6, 60));
        live(30, LINES, NaturalOutages.perDay(0.02, 40));

        var seconds = secondsToCall(history.of(Lesson.Kind.of(LINES)));

        assertThat(seconds).isLessThan(secondsToCall(NaturalOutages.PRIOR) - 60);
    }

    @Test
    void tellsANetworkThatFailsMoreOftenFromTheOthersOfItsClass() {
        live(20, PHONES, NaturalOutages.perDay(2, 40));
        live(20, OTHERS, NaturalOutages.perDay(0.1, 40));
        var unheard = TestWorld.mobile(TestCity.CENTRE, "401-77");

        var worse = secondsToCall(history.of(Lesson.Kind.of(PHONES)));
        var better = secondsToCall(history.of(Lesson.Kind.of(OTHERS)));

        assertThat(worse).isGreaterThan(better + 30);
        assertThat(secondsToCall(history.of(Lesson.Kind.of(unheard)))).isBetween(better, worse);
    }

    @Test
    void believesNobodyWhoCutsANetworkForMinutesAllDay() {
        for (var i = 0; i < 1000; i++) {
            ended(PHONES, OutageHistory.LONGEST_HOPS);
        }
        watched(PHONES, HOPS_A_DAY);

        var known = history.of(Lesson.Kind.of(PHONES));

        assertThat(known.meanSeconds()).isLessThanOrEqualTo(120);
        assertThat(secondsToCall(known)).isLessThan(1_500);
    }

    @Test
    void countsNeitherWhatIsTooShortToBeSeenNorWhatIsAnIncident() {
        ended(PHONES, OutageHistory.SHORTEST_HOPS - 1);
        ended(PHONES, OutageHistory.LONGEST_HOPS + 1);

        assertThat(history.of(Lesson.Kind.of(PHONES))).isEqualTo(NaturalOutages.PRIOR);
    }

    @Test
    void forgetsWhatIsLongPast() {
        live(5, PHONES, NaturalOutages.perDay(3, 60));
        var then = secondsToCall(history.of(Lesson.Kind.of(PHONES)));

        history.learn(hop + 400 * HOPS_A_DAY, Lesson.NONE);

        assertThat(secondsToCall(history.of(Lesson.Kind.of(PHONES))))
                .isLessThan(then - 50)
                .isCloseTo(secondsToCall(NaturalOutages.PRIOR), within(3.0));
    }

    @Test
    void isTheSameAfterItWasStored() {
        live(3, PHONES, NaturalOutages.perDay(2, 60));
        live(3, LINES, NaturalOutages.perDay(1, 60));
        var out = new WireOutput();
        history.write(out);

        var stored = OutageHistory.read(new WireInput(out.toByteArray()));

        assertThat(stored.of(Lesson.Kind.of(PHONES)))
                .isEqualTo(history.of(Lesson.Kind.of(PHONES)))
                .isNotEqualTo(NaturalOutages.PRIOR);
        assertThat(stored.of(Lesson.Kind.of(LINES)))
                .isEqualTo(history.of(Lesson.Kind.of(LINES)))
                .isNotEqualTo(history.of(Lesson.Kind.of(PHONES)));
    }

    private void watched(Cell like, long hops) {
        learn(new Lesson(List.of(new Lesson.Watched(Lesson.Kind.of(like), Math.toIntExact(hops))), List.of()));
    }

    private void ended(Cell like, long hops) {
        learn(new Lesson(List.of(), List.of(new Lesson.Over(Lesson.Kind.of(like), hops))));
    }

    private void learn(Lesson lesson) {
        history.learn(hop, lesson);
    }

    /** The cells of {@code like}'s network live so many days; what is seen of their outages is taken. */
    private void live(int days, Cell like, NaturalOutages truth) {
        for (var day = 0; day < days; day++) {
            hop += HOPS_A_DAY;
            learn(Lesson.NONE);
            watched(like, CELLS * HOPS_A_DAY);
            var clock = -Math.log(1 - random.nextDouble()) / (CELLS * truth.perSecond());
            while (clock < DAY_SECONDS) {
                var length = -Math.log(1 - random.nextDouble()) * truth.meanSeconds();
                ended(like, Math.round(length * 1000 / HopSummary.HOP_MILLIS));
                clock += -Math.log(1 - random.nextDouble()) / (CELLS * truth.perSecond());
            }
        }
    }

    /** Seconds after which one network alone is called among so many cells in several areas, however strong its silence. */
    private static double secondsToCall(NaturalOutages known) {
        var bar = Budget.bar(Thresholds.DEFAULT, CELLS) + Math.log(2);
        var seconds = 0;
        while (Budget.bounded(1e9, known.chance(Onset.SHORT_RAMP_MILLIS, 1000L * seconds)) < bar) {
            seconds++;
        }
        return seconds;
    }

    private static double falseAlarmsAMonth(NaturalOutages truth, double seconds) {
        return CELLS * 30 * DAY_SECONDS * truth.longerThan(seconds);
    }
}
