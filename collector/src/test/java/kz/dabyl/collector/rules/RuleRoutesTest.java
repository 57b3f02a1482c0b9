package kz.dabyl.collector.rules;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.TestService.AIGUL;
import static kz.dabyl.collector.TestService.OPERATOR;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.assertProblem;
import static kz.dabyl.collector.TestService.settled;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.model.Times;
import kz.dabyl.model.rules.RuleKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(VertxExtension.class)
class RuleRoutesTest {

    private static final String THRESHOLDS = "/v1/thresholds";
    private static final String RALLIES = "/v1/rallies";
    private static final String JSON = "application/json";
    private static final String YAML = "application/yaml";
    private static final String RALLY =
            "[{\"id\":\"r\",\"title\":\"Митинг\",\"from\":\"2021-04-24T06:00:00Z\",\"until\":\"2021-04-24T11:00:00Z\","
                    + "\"places\":[\"8820e60003fffff\"]}]";

    private final TestService service;

    RuleRoutesTest(Vertx vertx) throws Exception {
        service = TestService.start(vertx, TimeMode.WALL);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void answersAChangeWithTheWholeDocumentAndItsVersion() throws Exception {
        put(THRESHOLDS, JSON, "{}", "first");

        var answer = put(THRESHOLDS, JSON, "{\"min_probes\":5}", "too many alarms");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsJsonObject().getInteger("version")).isEqualTo(2);
        assertThat(answer.bodyAsJsonObject().getInteger("min_probes")).isEqualTo(5);
        assertThat(answer.bodyAsJsonObject().getInteger("close_after_s")).isEqualTo(120);
        assertThat(answer.getHeader("etag")).isEqualTo("\"2\"");
        assertThat(get(THRESHOLDS, JSON).bodyAsJsonObject()).isEqualTo(answer.bodyAsJsonObject());
    }

    @Test
    void takesAndGivesYaml() throws Exception {
        var answer = put(THRESHOLDS, YAML, "home: [NO, SE] # the north\nmin_probes: 4\n", "the north");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("content-type")).isEqualTo(YAML);
        assertThat(answer.bodyAsString()).contains("version: 1\n");
        var yaml = get(THRESHOLDS, YAML);
        assertThat(yaml.getHeader("content-type")).isEqualTo(YAML);
        assertThat(yaml.bodyAsString()).contains("min_probes: 4\n", "version: 1\n");
        assertThat(put(THRESHOLDS, YAML, yaml.bodyAsString(), "the same").bodyAsString())
                .contains("- \"NO\"\n- \"SE\"\n");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"min_probes\":0} | application/json | /min_probes",
                "{\"home\":\"Kazakhstan\"} | application/json | /home",
                "{\"close_after_s\":1.5} | application/json | /close_after_s",
                "false_alarms_per_month: none | application/yaml | /false_alarms_per_month",
                "rally_prior: 0.5 | application/yaml | /rally_prior"
            })
    void namesTheFieldThatIsBad(String body, String type, String pointer) throws Exception {
        var answer = put(THRESHOLDS, type, body, "try");

        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.bodyAsJsonObject()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo(pointer);
        assertThat(service.rules.newest(RuleKind.THRESHOLDS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/rallies | application/json | [GOOD,GOOD,{\"id\":\"r\",\"from\":1}] | 3 | /from",
                "/v1/rallies | application/json | [GOOD,7] | 2 | ''",
                "/v1/rallies | application/json | {} | 1 | ''",
                "/v1/thresholds | application/yaml | a: 1N  b: 2Nc: [ | 2 | ''",
            })
    void namesTheElementOrTheLineThatIsBad(String path, String type, String body, int line, String pointer)
            throws Exception {
        var good = RALLY.substring(1, RALLY.length() - 1);

        var answer = put(path, type, body.replace("GOOD", good).replace("N", "\n"), "try");

        assertProblem(answer, 400, "invalid-request");
        var error = answer.bodyAsJsonObject().getJsonArray("errors").getJsonObject(0);
        assertThat(error.getInteger("line")).isEqualTo(line);
        assertThat(error.getString("pointer")).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | min_probes: 4",
                "application/json | []",
                "application/json | {\"min_probes\":4} {}",
                "application/yaml | min_probes: [",
                "application/json | {\"min_probes\":4,\"min_probes\":5}"
            })
    void refusesWhatIsNoDocument(String type, String body) throws Exception {
        assertProblem(put(THRESHOLDS, type, body, "try"), 400, "invalid-request");
    }

    @Test
    void refusesTextThatIsNotUtf8() throws Exception {
        var body = Buffer.buffer("home: \u00e9".getBytes(ISO_8859_1));

        assertProblem(send(THRESHOLDS, YAML, body, "try", null), 400, "invalid-request");
    }

    @Test
    void refusesAChangeWithoutAReason() throws Exception {
        assertProblem(send(THRESHOLDS, JSON, Buffer.buffer("{}"), null, null), 400, "reason-required");
        assertProblem(put(THRESHOLDS, JSON, "{}", "  "), 400, "reason-required");
        assertProblem(put(THRESHOLDS, JSON, "{}", "x".repeat(501)), 400, "reason-required");
        assertProblem(put(RALLIES, JSON, "[]", "x".repeat(501)), 400, "reason-required");
    }

    @Test
    void takesRalliesWithoutAReason() throws Exception {
        var answer = send(RALLIES, JSON, Buffer.buffer("[]"), null, null);

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void refusesOtherKindsOfBodies() throws Exception {
        assertProblem(put(THRESHOLDS, "text/plain", "min_probes: 4", "try"), 415, "unsupported-media-type");
        assertProblem(put(THRESHOLDS, JSON, "{\"x\":\"" + "x".repeat(65_536) + "\"}", "try"), 413, "too-large");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/thresholds", "GET, /v1/thresholds/history", "PUT, /v1/thresholds",
        "GET, /v1/rallies", "GET, /v1/rallies/history", "PUT, /v1/rallies"
    })
    void isForOperators(String method, String path) throws Exception {
        assertProblem(service.send(HttpMethod.valueOf(method), path, null), 401, "unauthorized");
        assertProblem(service.send(HttpMethod.valueOf(method), path, "nonsense"), 401, "unauthorized");
        assertProblem(service.send(HttpMethod.valueOf(method), path, RELAY), 403, "operator-only");
        assertProblem(service.send(HttpMethod.valueOf(method), path, service.probeToken("p")), 403, "operator-only");
    }

    @Test
    void keepsEveryChangeWithWhoWhenAndWhy() throws Exception {
        put(THRESHOLDS, JSON, "{}", "first");
        service.clock.set(NOON + 60_000);
        var reason = new String("слишком много тревог".getBytes(UTF_8), ISO_8859_1);
        settled(service.request(HttpMethod.PUT, THRESHOLDS, AIGUL.token())
                .putHeader("content-type", JSON)
                .putHeader("X-Dabyl-Reason", reason)
                .sendBuffer(Buffer.buffer("{\"min_probes\":5}")));

        var history = get(THRESHOLDS + "/history", JSON).bodyAsJsonObject();

        assertThat(history.containsKey("next_cursor")).isTrue();
        assertThat(history.getValue("next_cursor")).isNull();
        assertThat(history.getJsonArray("items")).hasSize(2);
        assertThat(history.getJsonArray("items").getJsonObject(0).getString("who"))
                .isEqualTo("operator");
        var second = history.getJsonArray("items").getJsonObject(1);
        assertThat(second.getInteger("version")).isEqualTo(2);
        assertThat(second.getString("who")).isEqualTo("Aigul");
        assertThat(second.getString("when")).isEqualTo(Times.format(NOON + 60_000));
        assertThat(second.getString("why")).isEqualTo("слишком много тревог");
        assertThat(second.getJsonObject("thresholds").getInteger("min_probes")).isEqualTo(5);
        assertThat(second.getJsonObject("thresholds").getInteger("version")).isEqualTo(2);
    }

    @Test
    void takesRalliesAndGivesThemAsTheyAreWritten() throws Exception {
        var answer = put(RALLIES, JSON, RALLY, "announced");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.getHeader("etag")).isEqualTo("\"1\"");
        var expected = new JsonArray(RALLY);
        expected.getJsonObject(0).put("from", "2021-04-24T06:00:00.000Z").put("until", "2021-04-24T11:00:00.000Z");
        assertThat(answer.bodyAsJsonArray()).isEqualTo(expected);
        assertThat(get(RALLIES, JSON).bodyAsJsonArray()).isEqualTo(expected);
        var yaml = get(RALLIES, YAML).bodyAsString();
        assertThat(put(RALLIES, YAML, yaml, "the same").bodyAsString()).isEqualTo(yaml);
        assertThat(get(RALLIES + "/history", JSON)
                        .bodyAsJsonObject()
                        .getJsonArray("items")
                        .getJsonObject(1)
                        .getJsonArray("rallies"))
                .isEqualTo(expected);
    }

    @Test
    void namesTheRallyThatIsBad() throws Exception {
        var answer = put(RALLIES, JSON, RALLY.replace("8820e60003fffff", "Almaty"), "try");

        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.bodyAsString()).contains("\"line\":1", "\"/places/0\"");
    }

    @Test
    void changesNothingIfAnotherVersionHoldsByNow() throws Exception {
        put(THRESHOLDS, JSON, "{}", "first");
        put(THRESHOLDS, JSON, "{\"min_probes\":4}", "second");

        var late = send(THRESHOLDS, JSON, Buffer.buffer("{\"min_probes\":9}"), "third", "\"1\"");
        var inTime = send(THRESHOLDS, JSON, Buffer.buffer("{\"min_probes\":8}"), "third", "\"2\"");

        assertProblem(late, 412, "other-version");
        assertThat(inTime.bodyAsJsonObject().getInteger("version")).isEqualTo(3);
    }

    @Test
    void saysThatTheLogTakesNoChange() throws Exception {
        service.log.available(false);

        assertProblem(put(THRESHOLDS, JSON, "{}", "try"), 503, "unavailable");
        assertProblem(get(THRESHOLDS, JSON), 503, "unavailable");
    }

    @Test
    void letsTheThresholdsBeforeHoldAgainAndNamesThatARollback() throws Exception {
        put(THRESHOLDS, JSON, "{\"min_probes\":3}", "first");
        put(THRESHOLDS, JSON, "{\"min_probes\":5}", "second");

        var answer = rollBack("regrets");

        var newest = get(THRESHOLDS + "/history", JSON)
                .bodyAsJsonObject()
                .getJsonArray("items")
                .getJsonObject(2);
        assertThat(answer.bodyAsJsonObject().getInteger("min_probes")).isEqualTo(3);
        assertThat(answer.getHeader("etag")).isEqualTo("\"3\"");
        assertThat(newest.getString("way")).isEqualTo("rollback");
        assertThat(newest.getString("why")).isEqualTo("regrets");
    }

    @Test
    void rollsNothingBackWhereNothingHeldBeforeOrNobodySaysWhy() throws Exception {
        put(THRESHOLDS, JSON, "{}", "first");

        var unexplained = rollBack(null);
        var first = rollBack("regrets");

        assertThat(unexplained.statusCode()).isEqualTo(400);
        assertThat(unexplained.bodyAsString()).contains("X-Dabyl-Reason");
        assertThat(first.statusCode()).isEqualTo(409);
    }

    private HttpResponse<Buffer> rollBack(@Nullable String reason) throws Exception {
        var request = service.request(HttpMethod.POST, THRESHOLDS + "/rollback", OPERATOR);
        if (reason != null) {
            request.putHeader("X-Dabyl-Reason", reason);
        }
        return settled(request.send());
    }

    private HttpResponse<Buffer> put(String path, String type, String body, String reason) throws Exception {
        return send(path, type, Buffer.buffer(body), reason, null);
    }

    private HttpResponse<Buffer> send(
            String path, String type, Buffer body, @Nullable String reason, @Nullable String ifMatch) throws Exception {
        var request = service.request(HttpMethod.PUT, path, OPERATOR).putHeader("content-type", type);
        if (reason != null) {
            request.putHeader("X-Dabyl-Reason", reason);
        }
        if (ifMatch != null) {
            request.putHeader("if-match", ifMatch);
        }
        return settled(request.sendBuffer(body));
    }

    private HttpResponse<Buffer> get(String path, String accept) throws Exception {
        return settled(service.request(HttpMethod.GET, path, OPERATOR)
                .putHeader("accept", accept)
                .send());
    }
}
