package kz.dabyl.detector.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Optional;
import kz.dabyl.detector.core.CellStatus;
import kz.dabyl.detector.core.TestCity;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DetectorMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final DetectorViews views = new DetectorViews();
    private final DetectorStatus status = new DetectorStatus();
    private final DetectorMeters meters = new DetectorMeters(registry, views, status);

    @BeforeEach
    void run() {
        status.running();
    }

    @Test
    void sayHowFarTheJudgedHopLiesBehindTheForemostTick() {
        views.ticked(17_000);
        views.ticked(16_000);
        judged(10_000);

        assertThat(gauge(DetectorMeters.LAG)).isEqualTo(7);
    }

    @Test
    void sayNothingOfTheLagWhereTheSecondFoldDoesNotRun() {
        views.ticked(17_000);

        assertThat(gauge(DetectorMeters.LAG)).isNaN();
    }

    @Test
    void letTheLagGrowWhileTheDetectorDoesNotRun() {
        views.ticked(10_000);
        judged(10_000);
        status.waiting("restoring");

        assertThat(gauge(DetectorMeters.LAG)).isPositive();
    }

    @Test
    void countBlindCollectors() {
        views.judged(new DetectorViews.Judged(5_000, List.of("c1", "c2"), List.of(), 3));

        assertThat(gauge(DetectorMeters.BLIND)).isEqualTo(2);
    }

    @Test
    void sumCellsOfAnArea() {
        judged(5_000, cell(TestCity.CENTRE, 20, 18), cell(TestCity.WEST, 10, 9));

        assertThat(registry.get(DetectorMeters.EXPECTED)
                        .tags("area", "Almaty", "network", "401-01", "access", "mobile")
                        .gauge()
                        .value())
                .isEqualTo(30);
        assertThat(gauge(DetectorMeters.HEARD)).isEqualTo(27);
    }

    @Test
    void showNoAreaWithFewerThanMinProbes() {
        judged(
                5_000,
                new CellStatus(
                        new Cell("KZ-75", "AS9198", Access.FIXED), "Almaty", 4, 4, 2, 2, false, Optional.empty()));

        assertThat(registry.find(DetectorMeters.EXPECTED).gauges()).isEmpty();
    }

    @Test
    void forgetTheCellsOfAFoldThatHasMovedElsewhere() {
        judged(5_000, cell(TestCity.CENTRE, 20, 18));
        views.released();

        assertThat(registry.find(DetectorMeters.HEARD).gauges()).isEmpty();
        assertThat(meters.restarts().count()).isZero();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private void judged(long until, CellStatus... cells) {
        views.judged(new DetectorViews.Judged(until, List.of(), List.of(cells), 3));
    }

    private static CellStatus cell(String place, double expected, int heard) {
        return new CellStatus(
                new Cell(place, "401-01", Access.MOBILE), "Almaty", expected, heard, 8, 8, false, Optional.empty());
    }
}
