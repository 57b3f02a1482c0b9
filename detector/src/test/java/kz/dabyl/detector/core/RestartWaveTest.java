package kz.dabyl.detector.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                var since = m.time() - TestCity.START - 1000 * WAVE - from[number(m)];
                return !isIn(m, TestCity.ASTANA) && since >= 0 && since < length[number(m)];
            });

            var revisions = TestCity.detect(city.log(WAVE + 600));

            assertThat(revisions).as("seed " + seed).noneMatch(r -> r.kind() == IncidentKind.SHUTDOWN);
        }
    }

    @ParameterizedTest(name = "{0} s after it began, within {1} s")
    @CsvSource({"0, 240", "40, 210", "75, 150", "100, 60", "130, 60", "240, 60", "400, 60"})
    void hidesNoCutThatItIsNot(long later, long seconds) {
        for (var seed = 1; seed <= TRIALS / 4; seed++) {
            var restart = new Random(seed);
            var from = restart.ints(1000, 0, 30_000).toArray();
            var city = city(seed)
                    .restarting(m -> {
                        var since = m.time() - TestCity.START - 1000 * WAVE - from[number(m)];
                        return !isIn(m, TestCity.ASTANA) && since >= 0 && since < 60_000;
                    })
                    .cut(m -> isIn(m, TestCity.WEST)
                            && m.probe().cell().access() == Access.MOBILE
                            && m.within(WAVE + later, WAVE + 3600));

            var revisions = TestCity.detect(city.log(WAVE + later + seconds));

            assertThat(revisions)
                    .as("seed " + seed)
                    .last()
                    .satisfies(r -> assertThat(r.kind()).isEqualTo(IncidentKind.SHUTDOWN))
                    .satisfies(r -> assertThat(r.places()).containsExactly(TestCity.WEST));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {120, 300, 500})
    void takesNoCutBackThatEndsInIt(long lasts) {
        var city = city(1).keeping()
                .restarting(m -> !isIn(m, TestCity.ASTANA)
                        && m.within(WAVE + lasts + number(m) % 20, WAVE + lasts + number(m) % 20 + 60))
                .cut(m -> isIn(m, TestCity.WEST)
                        && m.probe().cell().access() == Access.MOBILE
                        && m.within(WAVE, WAVE + lasts));

        var revisions = TestCity.detect(city.log(WAVE + lasts + 600));

        assertThat(revisions)
                .filteredOn(r -> r.started() < TestCity.START + (WAVE + lasts - 60) * 1000)
                .last()
                .satisfies(r -> assertThat(r.state()).isEqualTo(Incident.State.CLOSED));
    }

    private static int number(TestCity.Moment moment) {
        return Integer.parseInt(moment.probe().name().substring(1));
    }

    private static boolean isIn(TestCity.Moment moment, String place) {
        return moment.probe().cell().place().equals(place);
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
