package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RalliesDocumentTest {

    private static final String EXAMPLE = """
            [{"id":"2021-04-24-almaty","title":"Rally in Almaty","from":"2021-04-24T06:00:00.000Z","until":"2021-04-24T11:00:00.000Z","lat":43.2383,"lon":76.9454,"radius_m":1500}]""";

    private static final Rally ALMATY = new Rally(
            "2021-04-24-almaty",
            "Rally in Almaty",
            1_619_244_000_000L,
            1_619_262_000_000L,
            List.of(),
            new Rally.Circle(43.2383, 76.9454, 1500));

    private static final String HOURS = "\"from\":\"2021-04-24T06:00:00Z\",\"until\":\"2021-04-24T11:00:00Z\"";

    @Test
    void readsARallyWithACircle() {
        assertThat(Documents.rallies(EXAMPLE)).containsExactly(ALMATY);
    }

    @Test
    void readsTheContractsExample() throws IOException {
        var example = Json.contractExample("rallies.json");
        assumeTrue(example.isPresent(), "the contract is not at hand: set DABYL_CONTRACT to its folder");

        assertThat(Documents.rallies(example.orElseThrow())).containsExactly(ALMATY);
    }

    @Test
    void readsARallyWithPlaces() {
        var rallies = Documents.rallies("[{\"id\":\"r\"," + HOURS + ",\"places\":[\"8820E60003FFFFF\",\"KZ-75\"]}]");

        assertThat(rallies)
                .containsExactly(
                        new Rally("r", "", ALMATY.from(), ALMATY.until(), List.of("8820e60003fffff", "KZ-75"), null));
    }

    @Test
    void readsBackWhatItWrote() throws IOException {
        var rallies = List.of(
                ALMATY, new Rally("r", "Митинг", ALMATY.from(), ALMATY.until(), List.of("8820e60003fffff"), null));
        var text = new StringWriter();
        try (var json = ReportReader.FACTORY.createGenerator(text)) {
            RallyWriter.write(json, rallies);
        }

        assertThat(Documents.rallies(text.toString())).isEqualTo(rallies);
    }

    @Test
    void writesTheSameTreeAsTheContractsExample() throws IOException {
        var text = new StringWriter();
        try (var json = ReportReader.FACTORY.createGenerator(text)) {
            RallyWriter.write(json, List.of(ALMATY));
        }

        assertThat(Json.tree(text.toString()).toString())
                .isEqualTo(Json.tree(EXAMPLE).toString().replace("1500", "1500.0"));
    }

    @Test
    void knowsNoRallyInAnEmptyArray() {
        assertThat(Documents.rallies("[]")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/id | \"id\":\"\"",
                "/id | \"id\":null",
                "/id | \"id\":5",
                "/id | \"id\":\"\\udc00\"",
                "/title | \"title\":[\"a\"]",
                "/from | \"from\":\"noon\"",
                "/from | \"from\":1619244000",
                "/from | \"from\":null",
                "/until | \"until\":\"2021-04-24\"",
                "/until | \"until\":\"2021-04-24T06:00:00Z\"",
                "/until | \"until\":\"2021-04-24T05:00:00Z\"",
                "/lat | \"lat\":\"43\"",
                "/lat | \"lat\":90.1",
                "/lat | \"lat\":null",
                "/lon | \"lon\":-180.1",
                "/radius_m | \"radius_m\":0",
                "/radius_m | \"radius_m\":500001",
                "/radius_m | \"radius_m\":null",
                "/places | \"places\":\"KZ-75\"",
                "/places/1 | \"places\":[\"KZ-75\",\"Almaty\"]",
                "/places/0 | \"places\":[7]",
                "/places/0 | \"places\":[\"8920e60003fffff\"]"
            })
    void namesABadValue(String pointer, String field) {
        var name = field.substring(0, field.indexOf(':') + 1);
        var whole = "\"id\":\"r\"," + HOURS + ",\"lat\":43,\"lon\":76,\"radius_m\":1500";
        var text = whole.contains(name)
                ? whole.replaceFirst(name + "[^,]*", "\"was\":1") + "," + field
                : whole + "," + field;

        assertThatThrownBy(
                        () -> Documents.rallies("[" + EXAMPLE.substring(1, EXAMPLE.length() - 1) + ",{" + text + "}]"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.pointer()).isEqualTo("/1" + pointer));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"places\":[]",
                ",\"places\":null",
                ",\"lat\":1,\"lon\":1,\"radius_m\":1,\"places\":[\"KZ\"]"
            })
    void needsEitherPlacesOrACircle(String area) {
        assertThatThrownBy(() -> Documents.rallies("[{\"id\":\"r\"," + HOURS + area + "}]"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("/0: expected either 'places' or 'lat', 'lon' and 'radius_m'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[null]", "[5]", "[[]]", "[\"r\"]"})
    void needsObjects(String text) {
        assertThatThrownBy(() -> Documents.rallies(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("/0: expected an object, was ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "7"})
    void needsAnArray(String text) {
        assertThatThrownBy(() -> Documents.rallies(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("expected an array of rallies");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[]]", "[{\"id\":\"a\",\"id\":\"b\"}]", "rallies"})
    void saysWhereTheTextIsUnreadable(String text) {
        assertThatThrownBy(() -> Documents.rallies(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("at line 1, column ");
    }
}
