package kz.dabyl.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Place;
import kz.dabyl.lab.scene.Scene.Course;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AftermathTest {

    private static final Fault NONE = Fault.all(List.of());

    private final Aftermath aftermath = new Aftermath();

    @Test
    void findsNothingWrongWithWhatStayedAsItWasTold() throws Exception {
        aftermath.add(scene(2, Course.FOUND, Place.KARAGANDA), outcome("outage"));
        aftermath.add(scene(12, Course.NOTHING, Place.SHYMKENT), outcome("restart"));

        var problems = aftermath.problems(Map.of(
                "outage", incident("network_outage", "closed", "", Place.KARAGANDA),
                "restart", incident("network_outage", "retracted", "restart", Place.SHYMKENT)));

        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "network_outage, retracted, restart, was left as",
        "network_outage, open, '', was left as",
        "outage, closed, '', 'kind is outage, not network_outage'"
    })
    void findsWhatBecameSomethingElseLater(String kind, String state, String reason, String found) throws Exception {
        aftermath.add(scene(2, Course.FOUND, Place.KARAGANDA), outcome("outage"));

        var problems = aftermath.problems(Map.of("outage", incident(kind, state, reason, Place.KARAGANDA)));

        assertThat(problems).singleElement().asString().startsWith("scene 2, when all was over: " + found);
    }

    /** Where all was killed and came back within ten minutes nobody can tell it from a restart, and it is taken back. */
    @ParameterizedTest
    @CsvSource({"retracted, restart, 0", "closed, '', 1", "retracted, same everywhere, 1"})
    void wantsAPowerCutOfAFewSecondsTakenBack(String state, String reason, int problems) throws Exception {
        aftermath.add(scene(10, Course.TAKEN_BACK, Place.ALMATY), outcome("power"));

        assertThat(aftermath.problems(Map.of("power", incident("network_outage", state, reason, Place.ALMATY))))
                .hasSize(problems);
    }

    /** Scene 12 may tell of several, and one of them was an outage to the end. */
    @Test
    void findsTheOneOfSeveralRestartsThatWasNeverTakenBack() throws Exception {
        aftermath.add(scene(12, Course.NOTHING, Place.SHYMKENT), outcome("one", "other"));

        var problems = aftermath.problems(Map.of(
                "one", incident("outage", "retracted", "restart", Place.SHYMKENT),
                "other", incident("outage", "closed", "", Place.SHYMKENT)));

        assertThat(problems).hasSize(1);
    }

    private static Scene scene(int number, Course course, Place place) {
        var expected = Expected.silence("network_outage", List.of(place), Operator.ALTEL);
        return new Scene(number, "", "", NONE, course, expected, Duration.ZERO);
    }

    private static Outcome outcome(String... ids) {
        var none = Optional.<Duration>empty();
        return new Outcome(0, "", "", none, none, none, none, none, none, 0, Set.of(ids), List.of());
    }

    private static JsonNode incident(String kind, String state, String reason, Place place) throws Exception {
        return new ObjectMapper()
                .readTree("{\"kind\":\"" + kind + "\",\"state\":\"" + state + "\",\"certainty\":\"confirmed\","
                        + "\"reason\":\"" + reason + "\",\"places\":[\"" + place.hexagon() + "\"],"
                        + "\"networks\":[\"401-77\"],\"access\":[\"mobile\"],\"targets\":[]}");
    }
}
