package kz.dabyl.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.simulator.event.Moment;
import kz.dabyl.simulator.event.ProbeKind;
import kz.dabyl.simulator.event.Traits;
import org.junit.jupiter.api.Test;

class AirTest {

    private static final Cell CENTRE = new Cell("8720e60a1ffffff", "401-01", Access.MOBILE);
    private static final Cell SUBURB = new Cell("8720e6012ffffff", "401-01", Access.MOBILE);
    private static final Cell OTHER_NETWORK = new Cell("8720e60a1ffffff", "401-02", Access.MOBILE);
    private static final long STEP_MILLIS = 450_000;
    private static final int STEPS = 5000;

    @Test
    void lossWavesTogetherInTheCellsOfANetwork() {
        var air = air("\"noise\": 0.6");

        assertThat(correlation(air, CENTRE, SUBURB)).isCloseTo(0.5, within(0.1));
        assertThat(correlation(air, CENTRE, OTHER_NETWORK)).isCloseTo(0, within(0.1));
    }

    @Test
    void lossWavesByTheFactorThatTheNoiseAllows() {
        var air = air("\"noise\": 0.5");

        var waves = IntStream.range(0, STEPS)
                .mapToDouble(step -> air.wave(at(CENTRE, step)))
                .summaryStatistics();

        assertThat(waves.getMin()).isBetween(Math.exp(-1), Math.exp(-0.5));
        assertThat(waves.getMax()).isBetween(Math.exp(0.5), Math.exp(1));
    }

    @Test
    void losesMostInTheEveningAndLeastInTheMorningWhereItIsTold() {
        var air = air("\"noise\": 0, \"daily\": 0.4");

        assertThat(air.wave(atHour(21))).isCloseTo(1.4, within(0.01));
        assertThat(air.wave(atHour(9))).isCloseTo(0.6, within(0.01));
    }

    @Test
    void losesTheSameAtEveryHourWhereItIsNotTold() {
        var air = air("\"noise\": 0");

        assertThat(air.wave(atHour(21))).isEqualTo(air.wave(atHour(9))).isEqualTo(1);
    }

    private static Air air(String surroundings) {
        return new Air(ScenarioReader.read("""
                {"scenario": "s", "start": "2021-04-24T00:00:00Z", "duration_s": 86400,
                 "surroundings": {"utc_offset_h": 6, %s},
                 "probes": [{"kind": "phone", "places": "8720e60a1ffffff", "per_cell": 1}]}""".formatted(surroundings)), 1);
    }

    private static double correlation(Air air, Cell one, Cell other) {
        var ones = IntStream.range(0, STEPS)
                .mapToDouble(step -> Math.log(air.wave(at(one, step))))
                .toArray();
        var others = IntStream.range(0, STEPS)
                .mapToDouble(step -> Math.log(air.wave(at(other, step))))
                .toArray();
        return covariance(ones, others) / Math.sqrt(covariance(ones, ones) * covariance(others, others));
    }

    private static double covariance(double[] ones, double[] others) {
        var meanOfOnes =
                IntStream.range(0, STEPS).mapToDouble(i -> ones[i]).average().orElseThrow();
        var meanOfOthers =
                IntStream.range(0, STEPS).mapToDouble(i -> others[i]).average().orElseThrow();
        return IntStream.range(0, STEPS)
                .mapToDouble(i -> (ones[i] - meanOfOnes) * (others[i] - meanOfOthers))
                .average()
                .orElseThrow();
    }

    private static Moment at(Cell cell, int step) {
        return moment(cell, SmallTown.START + step * STEP_MILLIS);
    }

    private static Moment atHour(int localHour) {
        return moment(CENTRE, SmallTown.START + (localHour - 10) * 3_600_000L);
    }

    private static Moment moment(Cell cell, long time) {
        return new Moment(time, new Traits("p-1", ProbeKind.PHONE, cell, "c1", "dabyl-probe/1", 1), cell);
    }
}
