package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All probes of a city restart, one after the other, each gone for a while of its own. */
class RestartWaveTest {

    private static final long WAVE = 1500;
    private static final int PHONES = 10;
    private static final int LINES = 3;
    private static final int TRIALS = 12;

    @ParameterizedTest(name = "within {0} s, gone for {1} s on average")
    @CsvSource({"10, 45", "30, 60", "5, 90", "60, 120"})
    void isNeverCalledAShutdown(int spread, int gone) {
        for (var seed = 1; seed <= TRIALS; seed++) {
            var restart = new Random(seed);
            var from = restart.ints(1000, 0, 1000 * spread).toArray();
            var length = restart.ints(1000, 500 * gone, 1500 * gone).toArray();
            var city = city(seed).restarting(m -> {
                var probe = Integer.parseInt(m.probe().name().substring(1));
                var since = m.time() - TestCity.START - 1000 * WAVE - from[probe];
                return !m.probe().cell().place().equals(TestCity.ASTANA) && since >= 0 && since < length[probe];
            });

            var revisions = DetectionTest.detect(city.log(WAVE + 600));

            assertThat(revisions).as("seed " + seed).noneMatch(r -> r.kind() == IncidentKind.SHUTDOWN);
        }
    }

    private static TestCity city(long seed) {
        var city = new TestCity(seed);
        for (var place : List.of(TestCity.CENTRE, TestCity.WEST, TestCity.ASTANA)) {
            for (var network : List.of("401-01", "401-02", "401-77")) {
                city.add(new Cell(place, network, Access.MOBILE), PHONES, "c1");
            }
            city.add(new Cell(place, "AS9198", Access.FIXED), LINES, "c1");
        }
        return city;
    }
}
