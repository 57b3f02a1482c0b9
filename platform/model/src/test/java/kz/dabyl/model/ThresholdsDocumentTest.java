package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdsDocumentTest {

    private static final String EXAMPLE = """
            false_alarms_per_month: 1
            min_probes: 3
            confirm_after_s: 60
            close_after_s: 120
            rally_prior: 20
            throttling_rtt_factor: 3
            throttling_kbps_factor: 0.2
            """;

    @Test
    void hasTheDefaultsThatTheContractPromises() {
        assertThat(Documents.thresholds(EXAMPLE)).isEqualTo(Thresholds.DEFAULT);
        assertThat(Thresholds.DEFAULT.home()).containsExactly("KZ");
    }

    @Test
    void readsTheContractsExample() throws IOException {
        var example = Json.contractExample("thresholds.yaml");
        assumeTrue(example.isPresent(), "the contract is not at hand: set DABYL_CONTRACT to its folder");

        assertThat(Documents.thresholds(example.orElseThrow())).isEqualTo(Thresholds.DEFAULT);
    }

    @Test
    void readsEverySetting() {
        var thresholds = Documents.thresholds("""
                # tuned after the false alarm of May
                false_alarms_per_month: 0.5
                min_probes: 5
                home: [KZ, KG]
                confirm_after_s: 30
                close_after_s: 300
                rally_prior: 40
                throttling_rtt_factor: 2.5
                throttling_kbps_factor: 0.1
                version: 9
                """);

        assertThat(thresholds).isEqualTo(new Thresholds(0.5, 5, List.of("KZ", "KG"), 30, 300, 40, 2.5, 0.1, 9));
    }

    @Test
    void readsJsonAsWell() {
        assertThat(Documents.thresholds("{\"min_probes\":4,\"home\":\"*\"}"))
                .isEqualTo(new Thresholds(1, 4, List.of("*"), 60, 120, 20, 3, 0.2, 1));
    }

    @Test
    void writesOneCountryAsItIsGiven() {
        assertThat(Documents.json(Thresholds.DEFAULT).path("home").asText()).isEqualTo("KZ");
    }

    @Test
    void readsBackWhatItWrote() {
        var thresholds = new Thresholds(0.5, 5, List.of("KZ", "KG"), 30, 300, 40, 2.5, 0.1, 9);

        assertThat(Documents.thresholds(Documents.json(thresholds).toString())).isEqualTo(thresholds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nothing yet", "---", "null", "{}", "future: {a: [1]}", "min_probes:"})
    void keepsTheDefaultsOfWhatIsAbsent(String text) {
        assertThat(Documents.thresholds(text)).isEqualTo(Thresholds.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "close_after_s: 5",
                "close_after_s: 0",
                "close_after_s: 86400",
                "confirm_after_s: 7200",
                "min_probes: 5000",
                "throttling_rtt_factor: 5000"
            })
    void takesWhateverMeansSomething(String text) {
        assertThat(Documents.thresholds(text)).isNotEqualTo(Thresholds.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"version: 0", "version: '1.2'", "version: [a]", "version: 99999999999", "version: -7"})
    void passesOverAVersionThatIsNoneOfOurs(String text) {
        assertThat(Documents.thresholds(text)).isEqualTo(Thresholds.DEFAULT);
    }

    @Test
    void takesNorwayForACountry() {
        assertThat(Documents.thresholds("home: NO").home()).containsExactly("NO");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "false_alarms_per_month | 0",
                "false_alarms_per_month | -1",
                "false_alarms_per_month | 1000001",
                "false_alarms_per_month | few",
                "false_alarms_per_month | [1]",
                "min_probes | 0",
                "min_probes | 2.5",
                "min_probes | three",
                "min_probes | 99999999999999999999",
                "min_probes | {}",
                "home | kz",
                "home | Kazakhstan",
                "home | []",
                "home | [KZ, 7]",
                "home | {a: KZ}",
                "home | 7",
                "confirm_after_s | -1",
                "close_after_s | -1",
                "close_after_s | 2m",
                "rally_prior | 0.9",
                "rally_prior | 1000001",
                "throttling_rtt_factor | 1",
                "throttling_kbps_factor | 0",
                "throttling_kbps_factor | 1",
                "throttling_kbps_factor | true"
            })
    void namesABadValue(String field, String value) {
        assertThatThrownBy(() -> Documents.thresholds(field + ": " + value))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.pointer()).isEqualTo("/" + field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "min_probes", "- min_probes: 3"})
    void needsADocumentOfSettings(String text) {
        assertThatThrownBy(() -> Documents.thresholds(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("expected a document of settings such as 'min_probes: 3'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "min_probes: 3\nmin_probes: 5",
                "min_probes: 3\n---\nmin_probes: 5",
                "min_probes: [",
                "min_probes: 3\n\tclose_after_s: 9",
                "a: \u0001",
                "false_alarms_per_month: .nan",
                "false_alarms_per_month: .inf",
                "{\"min_probes\":3}}"
            })
    void saysWhereTheTextIsUnreadable(String text) {
        assertThatThrownBy(() -> Documents.thresholds(text)).isInstanceOfSatisfying(InvalidInputException.class, e -> {
            assertThat(e.pointer()).isEmpty();
            assertThat(e.detail()).contains("line ");
        });
    }

    @Test
    void watchesItsHomesOrEveryCountry() {
        var two = Documents.thresholds("home: [KZ, KG]");
        var all = Documents.thresholds("home: '*'");

        assertThat(two.watches("KG")).isTrue();
        assertThat(two.watches("RU")).isFalse();
        assertThat(all.watches("RU")).isTrue();
    }
}
