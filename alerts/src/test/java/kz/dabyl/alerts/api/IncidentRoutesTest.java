package kz.dabyl.alerts.api;

import static kz.dabyl.alerts.fakes.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.alerts.fakes.WebServer;
import kz.dabyl.alerts.incidents.AreaMatch;
import kz.dabyl.alerts.incidents.IncidentBook;
import kz.dabyl.alerts.publication.Links;
import kz.dabyl.alerts.publication.RadarList;
import kz.dabyl.model.IncidentJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentRoutesTest {

    private final Vertx vertx = Vertx.vertx();
    private final IncidentBook book = new IncidentBook(100, new AreaMatch(List.of("KZ")));
    private Optional<String> fault = Optional.empty();
    private final WebServer server = WebServer.start(
            vertx,
            new IncidentRoutes(
                    book,
                    new CompleteView(() -> fault),
                    new RadarList(new Links(Optional.empty()), version -> List.of("KZ"))));

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void listsTheLatestRevisionsNewestIncidentFirst() {
        add(0, SomeIncident.opening("a"));
        add(1, SomeIncident.opening("b").started("2021-04-24T08:00:00Z"));
        add(2, SomeIncident.opening("a").next().confirmed());

        var answer = server.get("/v1/incidents");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"items\":["
                        + IncidentJson.text(SomeIncident.opening("b")
                                .started("2021-04-24T08:00:00Z")
                                .incident())
                        + ","
                        + IncidentJson.text(
                                SomeIncident.opening("a").next().confirmed().incident())
                        + "],\"next_cursor\":null}");
    }

    @Test
    void listsInTheShapeOfRadarWithTheSameWishesAndPages() {
        for (var i = 0; i < 3; i++) {
            add(i, SomeIncident.opening("i" + i).started("2021-04-24T07:0" + i + ":00Z"));
        }
        add(3, SomeIncident.opening("elsewhere").in("Astana", "KZ-71"));

        var first = server.get("/v1/incidents?format=radar&limit=2&area=Almaty").json();
        var second = server.get("/v1/incidents?format=radar&area=Almaty&cursor=" + first.getString("next_cursor"))
                .json();

        assertThat(ids(first, "annotations")).containsExactly("i2", "i1");
        assertThat(ids(second, "annotations")).containsExactly("i0");
        assertThat(second.containsKey("next_cursor")).isTrue();
        assertThat(second.getString("next_cursor")).isNull();
    }

    @Test
    void givesACursorWhereThereIsMore() {
        for (var i = 0; i < 5; i++) {
            add(i, SomeIncident.opening("i" + i).started("2021-04-24T07:0" + i + ":00Z"));
        }

        var first = server.get("/v1/incidents?limit=3").json();
        var second = server.get("/v1/incidents?limit=3&cursor=" + first.getString("next_cursor"))
                .json();

        assertThat(ids(first)).containsExactly("i4", "i3", "i2");
        assertThat(ids(second)).containsExactly("i1", "i0");
        assertThat(second.getString("next_cursor")).isNull();
    }

    @Test
    void takesSeveralWishesTogether() {
        add(0, SomeIncident.opening("a"));
        add(1, SomeIncident.opening("b").in("Astana", "KZ-71"));
        add(2, SomeIncident.opening("c").closed());

        var found = server.get("/v1/incidents?state=open&kind=shutdown&area=Almaty&from=2021-04-24T00:00:00Z"
                        + "&until=2021-04-25T00:00:00.000Z&limit=&colour=blue")
                .json();

        assertThat(ids(found)).containsExactly("a");
    }

    @ParameterizedTest
    @CsvSource({
        "state=opened, /state",
        "kind=meteor, /kind",
        "from=now, /from",
        "until=2021, /until",
        "limit=-1, /limit",
        "cursor=x, /cursor",
        "format=xml, /format",
        "state=open&state=closed, /state"
    })
    void namesABadParameter(String query, String pointer) {
        var answer = server.get("/v1/incidents?" + query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo(pointer);
    }

    @Test
    void givesTheLatestRevisionOfOne() {
        add(0, SomeIncident.opening("a"));
        add(1, SomeIncident.opening("a").next());

        assertThat(server.get("/v1/incidents/a").body())
                .isEqualTo(IncidentJson.text(SomeIncident.opening("a").next().incident()));
    }

    @Test
    void givesAllRevisionsOfOne() {
        add(0, SomeIncident.opening("a"));
        add(1, SomeIncident.opening("a").next());

        var answer = server.get("/v1/incidents/a/revisions").json();

        assertThat(answer.getJsonArray("items").stream().map(item -> ((JsonObject) item).getInteger("revision")))
                .containsExactly(1, 2);
        assertThat(answer.containsKey("next_cursor")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/v1/incidents/unknown", "/v1/incidents/unknown/revisions"})
    void knowsNoIncidentThatWasNotPublished(String path) {
        var answer = server.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"/v1/incidents", "/v1/incidents/a", "/v1/incidents/a/revisions"})
    void saysNothingBeforeTheViewIsComplete(String path) {
        add(0, SomeIncident.opening("a"));
        fault = Optional.of("still reading topic dabyl.incident-revisions");

        var answer = server.get(path);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("5");
    }

    private void add(long offset, SomeIncident incident) {
        book.add(offset, incident.incident());
    }

    private static List<String> ids(JsonObject page) {
        return ids(page, "items");
    }

    private static List<String> ids(JsonObject page, String list) {
        return page.getJsonArray(list).stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList();
    }
}
