package kz.dabyl.alerts.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.alerts.fakes.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.fakes.FakeLog;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.labels.LabelLog;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelRoutesTest {

    private static final String NOON = "2021-04-24T12:00:00.000Z";

    private final Vertx vertx = Vertx.vertx();
    private final IncidentBook book = new IncidentBook(100, new AreaMatch(List.of("KZ")));
    private final FakeLog log = new FakeLog();
    private final LabelLog labels = new LabelLog(this::append, new SimpleMeterRegistry());
    private Optional<String> fault = Optional.empty();
    private final WebServer server = WebServer.start(
            vertx,
            new LabelRoutes(
                    labels, book, new CompleteView(() -> fault), WebServer.CREDENTIALS, () -> Instant.parse(NOON)));

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void keepsWhatWasSaidLastAndEveryChangeInOrder() {
        add("a");

        put("a", "{\"verdict\":\"happened\",\"note\":\"\"}");
        var answer = server.send(HttpRequest.newBuilder(server.uri("/v1/incidents/a/label"))
                .header("Authorization", "Bearer " + WebServer.AIGUL.token())
                .PUT(BodyPublishers.ofString(
                        "{\"verdict\":\"false_alarm\",\"note\":\"works on the ring\",\"colour\":\"blue\"}")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"incident\":\"a\",\"verdict\":\"false_alarm\",\"note\":\"works on the ring\","
                        + "\"by\":\"Aigul\",\"at\":\"" + NOON + "\"}");
        assertThat(get("/v1/incidents/a/label").body()).isEqualTo(answer.body());
        assertThat(verdicts("/v1/incidents/a/label/history")).containsExactly("happened", "false_alarm");
        assertThat(get("/v1/incidents/a/label/history").body()).contains("\"by\":\"operator\"");
        assertThat(log.contents(Topics.LABELS)).hasSize(2);
    }

    @Test
    void listsTheLabelThatWasSetLastFirst() {
        add("a");
        add("b");
        put("a", "{\"verdict\":\"happened\"}");
        put("b", "{\"verdict\":\"false_alarm\"}");

        var list = get("/v1/labels").json();

        assertThat(verdicts("/v1/labels")).containsExactly("false_alarm", "happened");
        assertThat(list.containsKey("next_cursor")).isTrue();
    }

    @Test
    void takesALabelAwayAndRemembersThatItWasThere() {
        add("a");
        put("a", "{\"verdict\":\"happened\"}");

        var answer = server.operate("DELETE", "/v1/incidents/a/label", "");

        assertThat(answer.status()).isEqualTo(204);
        assertThat(get("/v1/incidents/a/label").status()).isEqualTo(404);
        assertThat(get("/v1/labels").json().getJsonArray("items")).isEmpty();
        assertThat(verdicts("/v1/incidents/a/label/history")).containsExactly("happened", null);
        assertThat(server.operate("DELETE", "/v1/incidents/a/label", "").status())
                .isEqualTo(404);
    }

    @Test
    void changesNothingOfTheIncident() {
        add("a");

        put("a", "{\"verdict\":\"false_alarm\"}");

        assertThat(book.revisions("a")).hasSize(1);
        assertThat(book.latest("a").orElseThrow().json())
                .isEqualTo(IncidentJson.text(SomeIncident.opening("a").incident()));
    }

    @ParameterizedTest
    @CsvSource({"GET, ''", "PUT, '{\"verdict\":\"happened\"}'", "DELETE, ''"})
    void knowsNoIncidentThatWasNotPublished(String method, String body) {
        var answer = server.operate(method, "/v1/incidents/unknown/label", body);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"verdict\":\"maybe\"}', /verdict",
        "'{}', /verdict",
        "'{\"verdict\":\"happened\",\"note\":1}', /note",
        "'{\"verdict\":\"happened\",\"note\":\"\\u0007\"}', /note"
    })
    void namesABadField(String body, String pointer) {
        add("a");

        var answer = put("a", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo(pointer);
        assertThat(log.contents(Topics.LABELS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/labels",
        "GET, /v1/incidents/a/label",
        "GET, /v1/incidents/a/label/history",
        "PUT, /v1/incidents/a/label",
        "DELETE, /v1/incidents/a/label"
    })
    void isForOperatorsOnly(String method, String path) {
        add("a");
        var body = BodyPublishers.ofString("{\"verdict\":\"happened\"}");

        var without = server.send(HttpRequest.newBuilder(server.uri(path)).method(method, body));
        var relay = server.send(HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer relay_1")
                .method(method, body));

        assertThat(List.of(without.status(), relay.status())).containsExactly(401, 403);
        assertThat(log.contents(Topics.LABELS)).isEmpty();
    }

    @Test
    void saysThatNothingWasStoredWhereTheLogIsAway() {
        add("a");
        log.refuse(1);

        var answer = put("a", "{\"verdict\":\"happened\"}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("5");
        assertThat(get("/v1/incidents/a/label").status()).isEqualTo(404);
    }

    @Test
    void saysNothingBeforeTheViewIsComplete() {
        fault = Optional.of("still reading topic dabyl.labels");

        assertThat(get("/v1/labels").status()).isEqualTo(503);
    }

    @Test
    void passesOverARecordThatIsNoChange() {
        labels.onRecord(record("{\"verdict\":7}"));
        labels.onRecord(record(null));

        assertThat(get("/v1/labels").json().getJsonArray("items")).isEmpty();
    }

    /** As the topic's tail does, what was written comes back. */
    private Future<Void> append(String topic, String key, @Nullable String document) {
        return log.append(topic, key, document).onSuccess(v -> labels.onRecord(record(document)));
    }

    private static ConsumerRecord<@Nullable String, byte @Nullable []> record(@Nullable String document) {
        return new ConsumerRecord<>(Topics.LABELS, 0, 0, "key", document == null ? null : document.getBytes(UTF_8));
    }

    private void add(String id) {
        book.add(book.nextOffset(), SomeIncident.opening(id).incident());
    }

    private WebServer.Answer put(String id, String body) {
        return server.operate("PUT", "/v1/incidents/" + id + "/label", body);
    }

    private WebServer.Answer get(String path) {
        return server.operate("GET", path, "");
    }

    private List<@Nullable String> verdicts(String path) {
        return get(path).json().getJsonArray("items").stream()
                .<@Nullable String>map(item -> ((JsonObject) item).getString("verdict"))
                .toList();
    }
}
