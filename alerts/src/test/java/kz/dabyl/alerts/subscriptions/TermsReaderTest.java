package kz.dabyl.alerts.subscriptions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import kz.dabyl.alerts.subscriptions.TermsReader.Fault;
import kz.dabyl.alerts.subscriptions.TermsReader.Result;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsReaderTest {

    @Test
    void readsTheContractsExample() {
        var result = read("""
                {"channel":"webhook","url":"https://example.org/hook",
                 "events":["opened","updated","confirmed","closed","retracted"],
                 "filter":{"areas":["Almaty"],"kinds":["shutdown","outage"],"networks":[],"certainty":"suspected","min_confidence":0.9},
                 "signature":"v1","heartbeat_s":3600,"fallback":"sub_0a1b",
                 "quiet_hours":{"from":"23:00","until":"07:00","zone":"Asia/Almaty"},"language":"kk"}
                """);

        assertThat(result)
                .isEqualTo(new Result.Ok(new Terms(
                        new Address.Webhook("https://example.org/hook", Address.Webhook.Format.STANDARD),
                        List.of(EventType.values()),
                        new Filter(
                                List.of("Almaty"),
                                List.of(IncidentKind.SHUTDOWN, IncidentKind.OUTAGE),
                                List.of(),
                                Incident.Certainty.SUSPECTED,
                                0.9),
                        Optional.of(new QuietHours(LocalTime.of(23, 0), LocalTime.of(7, 0), ZoneId.of("Asia/Almaty"))),
                        "kk",
                        SignatureScheme.V1,
                        OptionalInt.of(3600),
                        Optional.of("sub_0a1b"))));
    }

    @Test
    void needsNoMoreThanAChannelAndItsAddress() {
        var result = read("{\"channel\":\"webhook\",\"url\":\"https://example.org/hook\",\"colour\":\"blue\"}");

        assertThat(result)
                .isEqualTo(new Result.Ok(new Terms(
                        new Address.Webhook("https://example.org/hook", Address.Webhook.Format.STANDARD),
                        List.of(EventType.values()),
                        Filter.ALL,
                        Optional.empty(),
                        "en",
                        SignatureScheme.V1,
                        OptionalInt.empty(),
                        Optional.empty())));
    }

    @Test
    void takesAWholeNumberThatIsSpeltWithAPoint() {
        var result = read("{\"channel\":\"webhook\",\"url\":\"https://example.org/hook\",\"heartbeat_s\":3600.0}");

        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Ok.class,
                        ok -> assertThat(ok.terms().heartbeatSeconds()).hasValue(3600));
    }

    @Test
    void takesNullForAbsentAndNamesEachThingOnce() {
        var result = read("""
                {"channel":"webhook","url":"https://example.org/hook","events":["closed","closed"],
                 "filter":null,"quiet_hours":null,"language":null,"signature":null,"heartbeat_s":null}
                """);

        assertThat(result)
                .isInstanceOfSatisfying(
                        Result.Ok.class, ok -> assertThat(ok.terms().events()).containsExactly(EventType.CLOSED));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/channel | \"channel\":\"pigeon\"",
                "/channel | \"channel\":7",
                "/channel | \"channel\":null",
                "/url | \"url\":null",
                "/url | \"url\":7",
                "/url | \"url\":\"http://example.org/hook\"",
                "/url | \"url\":\"https://127.0.0.1/hook\"",
                "/events | \"events\":[]",
                "/events | \"events\":\"opened\"",
                "/events/1 | \"events\":[\"opened\",\"opend\"]",
                "/events/0 | \"events\":[1]",
                "/filter | \"filter\":[]",
                "/filter/areas | \"filter\":{\"areas\":\"Almaty\"}",
                "/filter/areas/0 | \"filter\":{\"areas\":[\" \"]}",
                "/filter/areas/0 | \"filter\":{\"areas\":[\"\\ud800\"]}",
                "/filter/kinds/0 | \"filter\":{\"kinds\":[\"SHUTDOWN\"]}",
                "/filter/networks/0 | \"filter\":{\"networks\":[\"Beeline\"]}",
                "/filter/certainty | \"filter\":{\"certainty\":\"sure\"}",
                "/filter/min_confidence | \"filter\":{\"min_confidence\":1.1}",
                "/filter/min_confidence | \"filter\":{\"min_confidence\":\"0.9\"}",
                "/quiet_hours | \"quiet_hours\":\"night\"",
                "/quiet_hours/from | \"quiet_hours\":{\"until\":\"07:00\",\"zone\":\"UTC\"}",
                "/quiet_hours/from | \"quiet_hours\":{\"from\":\"24:00\",\"until\":\"07:00\",\"zone\":\"UTC\"}",
                "/quiet_hours/until | \"quiet_hours\":{\"from\":\"23:00\",\"until\":\"7\",\"zone\":\"UTC\"}",
                "/quiet_hours/until | \"quiet_hours\":{\"from\":\"23:00\",\"until\":\"23:00\",\"zone\":\"UTC\"}",
                "/quiet_hours/zone | \"quiet_hours\":{\"from\":\"23:00\",\"until\":\"07:00\",\"zone\":\"Asia/Alma-Ata\"}",
                "/quiet_hours/zone | \"quiet_hours\":{\"from\":\"23:00\",\"until\":\"07:00\"}",
                "/language | \"language\":\"de\"",
                "/signature | \"signature\":\"v2\"",
                "/heartbeat_s | \"heartbeat_s\":0",
                "/heartbeat_s | \"heartbeat_s\":604801",
                "/heartbeat_s | \"heartbeat_s\":1.5",
                "/heartbeat_s | \"heartbeat_s\":\"60\"",
            })
    void namesTheBadValue(String pointer, String field) {
        var name = field.substring(0, field.indexOf(':') + 1);
        var good = "\"channel\":\"webhook\",\"url\":\"https://example.org/hook\",";
        var others = name.equals("\"channel\":")
                ? "\"url\":\"https://example.org/hook\","
                : name.equals("\"url\":") ? "\"channel\":\"webhook\"," : good;

        assertThat(faults("{" + others + field + "}"))
                .extracting(Fault::pointer)
                .containsExactly(pointer);
    }

    @Test
    void namesAllBadValuesAtOnce() {
        assertThat(faults("{\"language\":\"de\",\"heartbeat_s\":-1}"))
                .extracting(Fault::pointer)
                .containsExactly("/channel", "/url", "/language", "/heartbeat_s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "\"webhook\"", "{} {}", "{\"url\":1,\"url\":2}"})
    void refusesWhatIsNoJsonObject(String text) {
        assertThat(faults(text)).first().extracting(Fault::pointer).isEqualTo("");
    }

    @Test
    void takesPlainHttpWherePrivateReceiversAreAllowed() {
        var text = "{\"channel\":\"webhook\",\"url\":\"http://127.0.0.1:81/hook\"}";

        assertThat(TermsReader.read(text, true)).isInstanceOf(Result.Ok.class);
        assertThat(TermsReader.read(text, false)).isInstanceOf(Result.Bad.class);
    }

    private static Result read(String text) {
        return TermsReader.read(text, false);
    }

    private static List<Fault> faults(String text) {
        return read(text) instanceof Result.Bad bad ? bad.faults() : List.of();
    }
}
