package kz.dabyl.alerts.publication;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RadarListTest {

    private final RadarList list = new RadarList(new Links(Optional.empty()), version -> List.of("KZ"));

    @Test
    void isTheGoldenDocument() {
        Golden.matches("radar.json", new JsonObject(list.of(Golden.latest(), Optional.of("abc"))).encodePrettily());
    }

    @Test
    void isReadAsRadarsClientReadsIt() {
        var list = new JsonObject(this.list.of(Golden.latest(), Optional.empty()));

        assertThat(list.getBoolean("success")).isTrue();
        assertThat(list.getJsonArray("errors")).isEmpty();
        assertThat(list.getJsonObject("result").getJsonArray("annotations"))
                .isNotEmpty()
                .isEqualTo(list.getJsonArray("annotations"));
    }

    @Test
    void leavesOutWhatWasRetracted() {
        var annotations = annotations(SomeIncident.opening("a").retracted().incident());

        assertThat(annotations).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void neverNamesACause(IncidentKind kind) {
        var outage = annotations(SomeIncident.opening("a").kind(kind).incident())
                .get(0)
                .getJsonObject("outage");

        assertThat(outage.getString("outageCause")).isEqualTo("UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({
        "shutdown, KZ-75, REGIONAL, OUTAGE",
        "blackout, KZ, NATIONWIDE, OUTAGE",
        "network_outage, KZ-75, NETWORK, OUTAGE",
        "blocking, KZ-75, REGIONAL, EVENT"
    })
    void saysHowFarItReaches(String kind, String place, String type, String event) {
        var incident = SomeIncident.opening("a")
                .kind(IncidentKind.ofWord(kind))
                .in("x", place)
                .incident();

        var annotation = annotations(incident).get(0);

        assertThat(annotation.getJsonObject("outage").getString("outageType")).isEqualTo(type);
        assertThat(annotation.getString("eventType")).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({"KZ KG, KZ", "*, KZ", "KG KZ, KG"})
    void putsAHexagonIntoTheFirstWatchedCountryThatIsNamed(String watched, String country) {
        var incident =
                SomeIncident.opening("a").in("Almaty", SomeIncident.ALMATY_HEX).incident();
        var several = new RadarList(new Links(Optional.empty()), version -> List.of(watched.split(" ")));

        assertThat(new JsonObject(several.of(List.of(incident), Optional.empty()))
                        .getJsonArray("annotations")
                        .getJsonObject(0)
                        .getJsonArray("locations"))
                .containsExactly(country);
    }

    private List<JsonObject> annotations(Incident incident) {
        return new JsonObject(list.of(List.of(incident), Optional.empty()))
                .getJsonArray("annotations").stream()
                        .map(JsonObject.class::cast)
                        .toList();
    }
}
