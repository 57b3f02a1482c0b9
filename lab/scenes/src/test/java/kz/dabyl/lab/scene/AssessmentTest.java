package kz.dabyl.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import kz.dabyl.lab.actor.Desk.Delivery;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Place;
import kz.dabyl.lab.net.Plan;
import kz.dabyl.lab.scene.Scene.Course;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessmentTest {

    private static final Instant CUT = Instant.parse("2021-04-24T07:00:00Z");
    private static final Instant HEALED = CUT.plusSeconds(60);
    private static final Expected SILENCE =
            Expected.silence("shutdown", List.of(Place.ALMATY), Operator.BEELINE, Operator.ALTEL);
    private static final Expected BLOCKED =
            Expected.trouble("blocking", "", List.of(Plan.NEWS), List.of(Place.ALMATY), Operator.BEELINE);

    @Test
    void findsNothingWrongWithWhatWasToldRightly() {
        var incident = incident(12).put("started", time(3)).put("ended", time(58));

        var assessment = assess(Course.FOUND, SILENCE, incident);

        assertThat(assessment.problems()).isEmpty();
        assertThat(assessment.startedOff()).contains(Duration.ofSeconds(3));
        assertThat(assessment.endedOff()).contains(Duration.ofSeconds(-2));
    }

    @ParameterizedTest
    @EnumSource(
            value = Course.class,
            names = {"FOUND", "NAMED_LATE"})
    void missesTheTimesThatWereNotTold(Course course) {
        var unsaid = incident(12).put("started", time(0)).putNull("ended");

        assertThat(assess(course, SILENCE, unsaid).problems()).containsExactly("nothing was told of when it ended");
        assertThat(assess(course, SILENCE, incident(12).put("ended", time(60))).problems())
                .containsExactly("nothing was told of when it started");
    }

    @ParameterizedTest
    @CsvSource({
        "11, 60, started is off by 11.0 s",
        "-11, 60, started is off by -11.0 s",
        "0, 48, ended is off by -12.0 s"
    })
    void findsTimesThatAreOff(int started, int ended, String problem) {
        var incident = incident(12).put("started", time(started)).put("ended", time(ended));

        assertThat(assess(Course.FOUND, SILENCE, incident).problems()).containsExactly(problem);
    }

    /** It ended with its being taken back, which is no end of what it was. */
    @ParameterizedTest
    @CsvSource({"TAKEN_BACK, 0", "NOTHING, 0", "TAKEN_BACK, 4", "NOTHING, 4"})
    void wantsNoEndOfARestart(Course course, int late) {
        var incident = incident(late).put("started", time(0)).put("certainty", "suspected");

        assertThat(assess(course, SILENCE, incident).problems()).isEmpty();
    }

    @Test
    void wantsNoLateReportsWhereAllCouldReport() {
        var incident = incident(3).put("started", time(0)).put("ended", time(60));

        assertThat(assess(Course.FOUND, BLOCKED, incident).problems())
                .containsExactly("3 late reports were taken for its own, though none was kept");
    }

    @Test
    void wantsLateReportsWhereOnlyTheyTellWhatItWas() {
        var incident = incident(0).put("started", time(0)).put("ended", time(60));

        assertThat(assess(Course.NAMED_LATE, SILENCE, incident).problems())
                .containsExactly("no late report bore it out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shutdown", "network_outage"})
    void findsANameThatCameBeforeAnythingCouldComeLate(String kind) {
        var incident = incident(5).put("started", time(0)).put("ended", time(60));
        var early = new Delivery(
                CUT.plusSeconds(30), "incident.opened", incident.deepCopy().put("kind", kind));

        var problems =
                assess(Course.NAMED_LATE, SILENCE, List.of(early), incident).problems();

        assertThat(problems)
                .isEqualTo(kind.equals("shutdown") ? List.of("was named before anything could come late") : List.of());
    }

    @Test
    void wantsOneIncidentThatOpenedAndBecameSure() {
        var incident =
                incident(5).put("started", time(0)).put("ended", time(60)).put("certainty", "suspected");
        var told = List.of(
                new Delivery(HEALED, "incident.updated", incident),
                new Delivery(HEALED, "incident.opened", incident.deepCopy().put("id", "another")));

        assertThat(assess(Course.FOUND, SILENCE, told, incident).problems())
                .containsExactly(
                        "was never confirmed", "2 incidents were told of it", "the first webhook was incident.updated");
    }

    private static Assessment assess(Course course, Expected expected, JsonNode latest) {
        return assess(course, expected, List.of(new Delivery(HEALED, "incident.opened", latest)), latest);
    }

    private static Assessment assess(Course course, Expected expected, List<Delivery> told, JsonNode latest) {
        var scene = new Scene(1, "", "", Fault.all(List.of()), course, expected, Duration.ZERO);
        return new Assessment(scene, new Assessment.Times(CUT, CUT, HEALED), told, latest);
    }

    private static ObjectNode incident(int late) {
        var incident = new ObjectMapper()
                .createObjectNode()
                .put("id", "i-1")
                .put("kind", "shutdown")
                .put("certainty", "confirmed");
        incident.putObject("evidence").put("late_confirmations", late);
        return incident;
    }

    private static String time(int seconds) {
        return CUT.plusSeconds(seconds).toString();
    }
}
