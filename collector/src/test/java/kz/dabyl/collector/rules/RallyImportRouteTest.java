package kz.dabyl.collector.rules;

import static kz.dabyl.collector.TestService.OPERATOR;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.model.rules.RuleKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class RallyImportRouteTest {

    private static final String CALENDAR = """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            UID:a
            SUMMARY:Митинг
            DTSTART:20210424T120000
            DTEND:20210424T150000
            GEO:43.25;76.9
            END:VEVENT
            BEGIN:VEVENT
            UID:b
            DTSTART:20210424T120000Z
            DTEND:20210424T150000Z
            LOCATION:Nowhere
            END:VEVENT
            END:VCALENDAR
            """;

    private final TestService service;

    RallyImportRouteTest(Vertx vertx) throws Exception {
        service = TestService.start(vertx, TimeMode.WALL);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void tellsWhatACalendarHoldsAndKeepsNothing() throws Exception {
        var answer = send("?radius_m=750", "text/calendar; charset=utf-8", CALENDAR);

        assertThat(answer.statusCode()).isEqualTo(200);
        var items = answer.bodyAsJsonObject().getJsonArray("items");
        assertThat(items).hasSize(1);
        assertThat(items.getJsonObject(0).copy().put("id", ""))
                .isEqualTo(new JsonObject()
                        .put("id", "")
                        .put("title", "Митинг")
                        .put("from", "2021-04-24T06:00:00.000Z")
                        .put("until", "2021-04-24T09:00:00.000Z")
                        .put("lat", 43.25)
                        .put("lon", 76.9)
                        .put("radius_m", 750.0));
        assertThat(answer.bodyAsJsonObject().getJsonArray("skipped")).hasSize(1);
        assertThat(service.rules.newest(RuleKind.RALLIES)).isEmpty();
    }

    @Test
    void readsTimesWithoutAZoneInTheOneThatIsAskedFor() throws Exception {
        var answer = send("?zone=UTC", "text/calendar", CALENDAR);

        assertThat(answer.bodyAsJsonObject()
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("from"))
                .isEqualTo("2021-04-24T12:00:00.000Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?radius_m=0",
                "?radius_m=wide",
                "?zone=Mars/Base",
                "?from=yesterday",
                "?from=2021-01-01T00:00:00Z&until=2020-01-01T00:00:00Z",
                "?from=2001-01-01T00:00:00Z"
            })
    void namesAParameterThatIsBad(String query) throws Exception {
        assertProblem(send(query, "text/calendar", CALENDAR), 400, "invalid-request");
    }

    @Test
    void refusesWhatIsNoCalendar() throws Exception {
        assertProblem(send("", "text/calendar", "[]"), 400, "invalid-request");
        assertProblem(send("", "application/json", "[]"), 415, "unsupported-media-type");
        assertProblem(send("", "text/calendar", "x".repeat(1 << 20) + "x"), 413, "too-large");
    }

    @Test
    void isForOperatorsOnly() throws Exception {
        assertProblem(service.post(RallyImportRoute.PATH, null, "text/calendar", Buffer.buffer()), 401, "unauthorized");
        assertProblem(
                service.post(RallyImportRoute.PATH, RELAY, "text/calendar", Buffer.buffer()), 403, "operator-only");
    }

    private HttpResponse<Buffer> send(String query, String type, String body) throws Exception {
        return service.post(RallyImportRoute.PATH + query, OPERATOR, type, Buffer.buffer(body));
    }
}
