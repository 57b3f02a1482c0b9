package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentJsonTest {

    private static final String CLOSED = """
            {"id":"01F41YV6Q0M3T8D4Z9K7W2XH5N","revision":4,"kind":"shutdown","state":"closed","certainty":"confirmed","confidence":0.997,
             "area":"Almaty","places":["8720e60a5ffffff","8720e60a4ffffff"],"networks":["401-01","401-02","401-77"],"access":["mobile"],"targets":[],
             "started":"2021-04-24T07:00:12.000Z","detected":"2021-04-24T07:00:41.000Z","updated":"2021-04-24T08:12:31.000Z","ended":"2021-04-24T08:10:04.000Z",
             "evidence":{"expected":41.3,"heard":2,"probes_silent":19,"control_expected":63.1,"control_heard":62,"late_confirmations":17},
             "restored":["8720e60a4ffffff/401-01"],"rally":"2021-04-24-almaty","reason":null,"thresholds_version":7,
             "summary":{"en":"Mobile internet stopped.","ru":"…","kk":"…"}}""";

    private static final String OPEN = CLOSED.replace("\"closed\"", "\"open\"")
            .replace("\"ended\":\"2021-04-24T08:10:04.000Z\"", "\"ended\":null")
            .replace("\"rally\":\"2021-04-24-almaty\",\"reason\":null", "\"rally\":null,\"reason\":\"DNS\"");

    @ParameterizedTest
    @MethodSource("incidents")
    void writesWhatItReadFieldByFieldInTheContractsOrder(String text) throws IOException {
        var written = IncidentJson.text(IncidentJson.parse(text));

        assertThat(written).isEqualTo(Json.tree(text).toString());
    }

    static List<String> incidents() {
        return List.of(CLOSED, OPEN);
    }

    @Test
    void writesTheContractsExampleAsItStands() throws IOException {
        var example = Json.contractExample("incident.json");
        assumeTrue(example.isPresent(), "the contract is not at hand: set DABYL_CONTRACT to its folder");

        var written = IncidentJson.text(IncidentJson.parse(example.orElseThrow()));

        assertThat(written).isEqualTo(Json.tree(example.orElseThrow()).toString());
    }

    @Test
    void readsBackWhatItWrote() {
        var incident = IncidentJson.parse(CLOSED);

        assertThat(IncidentJson.parse(IncidentJson.text(incident))).isEqualTo(incident);
    }

    @ParameterizedTest
    @EnumSource
    void knowsEveryKind(IncidentKind kind) {
        var text = CLOSED.replace("\"shutdown\"", "\"" + kind.word() + "\"");

        assertThat(IncidentJson.parse(text).kind()).isEqualTo(kind);
    }

    @Test
    void givesEveryLanguageAnEmptySentenceUntilThereIsOne() {
        var bare = IncidentJson.parse(CLOSED).withSummary(Map.of());

        assertThat(IncidentJson.tree(bare).get("summary").toString())
                .isEqualTo("{\"en\":\"\",\"ru\":\"\",\"kk\":\"\"}");
    }

    @Test
    void changesNothingButTheWords() {
        var incident = IncidentJson.parse(CLOSED);

        var reworded = incident.withSummary(Map.of("en", "words"));

        assertThat(reworded.summary()).isEqualTo(Map.of("en", "words"));
        assertThat(reworded.withSummary(incident.summary())).isEqualTo(incident);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/id | \"id\":\"01F41YV6Q0M3T8D4Z9K7W2XH5N\" | \"id\":5",
                "/kind | \"kind\":\"shutdown\" | \"kind\":null",
                "/state | \"state\":\"closed\" | \"was\":1",
                "/access | \"access\":[\"mobile\"] | \"access\":[\"wifi\"]",
                "/started | 2021-04-24T07:00:12.000Z | noon",
                "/ended | 2021-04-24T08:10:04.000Z | later",
                "`` | \"kind\":\"shutdown\" | \"kind\":\"weather\"",
                "`` | \"certainty\":\"confirmed\" | \"certainty\":\"sure\""
            })
    void namesWhatIsBad(String pointer, String good, String bad) {
        assertThat(CLOSED).contains(good);

        assertThatThrownBy(() -> IncidentJson.parse(CLOSED.replace(good, bad)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.pointer()).isEqualTo(pointer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{}", "{", "{\"id\":\"a\"}"})
    void refusesWhatIsNoIncident(String text) {
        assertThatThrownBy(() -> IncidentJson.parse(text)).isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesWhatStandsBehindAnIncident() {
        assertThatThrownBy(() -> IncidentJson.parse(CLOSED + CLOSED)).isInstanceOf(InvalidInputException.class);
    }
}
