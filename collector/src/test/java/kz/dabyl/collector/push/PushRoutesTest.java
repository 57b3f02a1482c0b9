package kz.dabyl.collector.push;

import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.TestService.OPERATOR;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import kz.dabyl.collector.LogOutput;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.log.FakeLog;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Report;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses to push to, and what pushing to them does. */
@ExtendWith(VertxExtension.class)
class PushRoutesTest {

    private static final String ADDRESS = """
            {"place":"8820E60003FFFFF","network":"401-01","access":"mobile","interval_s":60,\
            "target":"domestic/egov.kz"}""";

    private final TestService service;

    PushRoutesTest(Vertx vertx) throws Exception {
        service = TestService.start(vertx, TimeMode.WALL);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void makesAnAddressThatReports() throws Exception {
        var made = service.json("/v1/pushes", OPERATOR, ADDRESS);
        var address = made.bodyAsJsonObject();

        var answer = service.send(HttpMethod.GET, path(address) + "?status=up&msg=OK&ping=21.5", null);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(address.getString("url"))
                .isEqualTo("http://127.0.0.1:" + service.port() + "/api/push/" + address.getString("token"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsJsonObject()).isEqualTo(new JsonObject().put("ok", true));
        assertThat(only())
                .isEqualTo(new Report(
                        address.getString("probe"),
                        service.clock.millis() / 60_000,
                        service.clock.millis(),
                        60,
                        "8820e60003fffff",
                        "401-01",
                        Access.MOBILE,
                        null,
                        null,
                        null,
                        List.of(Ping.answered("domestic/egov.kz", 21.5))));
    }

    @Test
    void makesAddressesOfAProbeForItself() throws Exception {
        var made = service.json("/v1/pushes", service.probeToken("p-1"), ADDRESS);

        service.send(HttpMethod.POST, path(made.bodyAsJsonObject()), null);

        assertThat(made.bodyAsJsonObject().getString("probe")).isEqualTo("p-1");
        assertThat(only().probe()).isEqualTo("p-1");
        assertThat(only().pings().get(0).rttMillis()).isNaN();
    }

    @ParameterizedTest
    @CsvSource({"refused,REFUSED", "DNS,DNS", "curl%20exited%20with%2028,TIMEOUT", ",TIMEOUT"})
    void saysWhatItKnowsOfAFailure(@Nullable String message, PingError error) throws Exception {
        var address = service.json("/v1/pushes", OPERATOR, ADDRESS).bodyAsJsonObject();

        service.send(HttpMethod.GET, path(address) + "?status=down" + (message == null ? "" : "&msg=" + message), null);

        assertThat(only().pings()).containsExactly(Ping.failed("domestic/egov.kz", error));
    }

    @Test
    void takesNoPushWhileItIsNotKnownWhomToTrust() throws Exception {
        var address = service.json("/v1/pushes", OPERATOR, ADDRESS).bodyAsJsonObject();
        service.trustIsKnown.set(false);

        assertThat(service.send(HttpMethod.GET, path(address), null).statusCode())
                .isEqualTo(503);
        assertThat(service.log.reports()).isEmpty();
    }

    @Test
    void countsTwoPushesOfOneIntervalAsOneReport() throws Exception {
        var address = service.json("/v1/pushes", OPERATOR, ADDRESS).bodyAsJsonObject();
        service.send(HttpMethod.GET, path(address), null);

        var again = service.send(HttpMethod.GET, path(address), null);
        service.clock.set(NOON + 60_000);
        service.send(HttpMethod.GET, path(address), null);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(service.log.reports())
                .extracting(entry -> entry.report().seq())
                .containsExactly(NOON / 60_000, NOON / 60_000 + 1);
    }

    @Test
    void tellsAFailureBetweenTwoSuccesses() throws Exception {
        var address = service.json("/v1/pushes", OPERATOR, ADDRESS).bodyAsJsonObject();
        service.send(HttpMethod.GET, path(address) + "?status=up", null);
        service.clock.set(NOON + 25_000);
        var failed = service.send(HttpMethod.GET, path(address) + "?status=down", null);
        for (var minute = 1; minute <= 2; minute++) {
            service.clock.set(NOON + 60_000L * minute);
            service.send(HttpMethod.GET, path(address) + "?status=up", null);
        }

        assertThat(failed.statusCode()).isEqualTo(200);
        assertThat(service.log.reports())
                .extracting(entry -> entry.report().pings().get(0).ok())
                .containsExactly(true, false, true);
    }

    @Test
    void answersNoPushAsTakenWhoseReportIsNot() throws Exception {
        var token = service.probeToken("p-1");
        var one = service.json("/v1/pushes", token, ADDRESS).bodyAsJsonObject();
        var other = service.json("/v1/pushes", token, ADDRESS.replace("domestic/egov.kz", "site/vlast.kz"))
                .bodyAsJsonObject();
        service.log.answer(FakeLog.Answer.HOLD);
        var first = service.request(HttpMethod.GET, path(one), null).send();
        await().until(() -> service.log.heldBack() > 0);

        var second = service.request(HttpMethod.GET, path(other), null).send();
        var third = gatus(one.getString("token"), "success=perhaps");
        var early = second.isComplete();
        service.log.failHeldBack();

        assertThat(third.statusCode()).isEqualTo(400);
        assertThat(early).isFalse();
        assertThat(TestService.settled(first).statusCode()).isEqualTo(503);
        assertThat(TestService.settled(second).statusCode()).isEqualTo(503);
    }

    @Test
    void takesNoLookForAPush() throws Exception {
        var address = service.json("/v1/pushes", OPERATOR, ADDRESS).bodyAsJsonObject();

        var answer = service.send(HttpMethod.HEAD, path(address), null);

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(service.log.reports()).isEmpty();
    }

    @Test
    void putsTheTargetsOfOneProbeIntoItsReports() throws Exception {
        var token = service.probeToken("p-1");
        var one = service.json("/v1/pushes", token, ADDRESS).bodyAsJsonObject();
        var other = service.json("/v1/pushes", token, ADDRESS.replace("domestic/egov.kz", "site/vlast.kz"))
                .bodyAsJsonObject();
        service.send(HttpMethod.GET, path(one), null);
        service.send(HttpMethod.GET, path(other), null);
        service.clock.set(NOON + 60_000);

        service.send(HttpMethod.GET, path(one), null);

        assertThat(service.log.reports().get(1).report().pings())
                .extracting(Ping::target)
                .containsExactly("domestic/egov.kz", "site/vlast.kz");
    }

    @Test
    void endsWithItsProbe() throws Exception {
        var address = service.json("/v1/pushes", OPERATOR, ADDRESS).bodyAsJsonObject();
        service.send(HttpMethod.GET, path(address), null);

        var revoked = service.send(HttpMethod.DELETE, "/v1/probes/" + address.getString("probe"), OPERATOR);

        assertThat(revoked.statusCode()).isEqualTo(204);
        assertUnknown(service.send(HttpMethod.GET, path(address), null));
        assertThat(gatus(address.getString("token"), "success=true").statusCode())
                .isEqualTo(401);
    }

    @Test
    void endsWithTheInviteOfItsProbe() throws Exception {
        var invite = service.json("/v1/invites", OPERATOR, "{}").bodyAsJsonObject();
        var probe = service.json(
                        "/v1/probes",
                        null,
                        new JsonObject()
                                .put("invite", invite.getString("invite"))
                                .encode())
                .bodyAsJsonObject();
        var address =
                service.json("/v1/pushes", probe.getString("token"), ADDRESS).bodyAsJsonObject();
        var before = service.send(HttpMethod.GET, path(address), null);

        service.send(HttpMethod.DELETE, "/v1/invites/" + invite.getString("id"), OPERATOR);

        assertThat(before.statusCode()).isEqualTo(200);
        assertUnknown(service.send(HttpMethod.GET, path(address), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dk1_AAAA", "p-1", "dp1_AAAA"})
    void answersAsUptimeKumaWhereTheTokenIsUnknown(String token) throws Exception {
        assertUnknown(service.send(HttpMethod.GET, "/api/push/" + token, null));
    }

    @Test
    void asksToComeAgainWhileTheLogIsAway() throws Exception {
        var address = service.json("/v1/pushes", OPERATOR, ADDRESS).bodyAsJsonObject();
        service.log.available(false);

        assertProblem(service.send(HttpMethod.GET, path(address), null), 503, "unavailable");
        assertProblem(service.json("/v1/pushes", OPERATOR, ADDRESS), 503, "unavailable");
    }

    @Test
    void makesAddressesForOperatorsAndProbesOnly() throws Exception {
        assertProblem(service.json("/v1/pushes", null, ADDRESS), 401, "unauthorized");
        assertProblem(service.json("/v1/pushes", RELAY, ADDRESS), 403, "operator-or-probe-only");
    }

    @ParameterizedTest
    @CsvSource({
        "8820E60003FFFFF,here,/place",
        "401-01,Beeline,/network",
        "mobile,wifi,/access",
        ":60,:0,/interval_s",
        "domestic/,,/target"
    })
    void refusesAnAddressThatMakesNoSense(String good, @Nullable String bad, String pointer) throws Exception {
        var answer = service.json("/v1/pushes", OPERATOR, ADDRESS.replace(good, bad == null ? "" : bad));

        assertProblem(answer, 400, "invalid-request");
        assertThat(answer.bodyAsJsonObject()
                        .getJsonArray("errors")
                        .getJsonObject(0)
                        .getString("pointer"))
                .isEqualTo(pointer);
    }

    @Test
    void takesPushesInTheShapeOfGatus() throws Exception {
        var token =
                service.json("/v1/pushes", OPERATOR, ADDRESS).bodyAsJsonObject().getString("token");

        var answer = gatus(token, "success=true&duration=1m2.5s");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(only().pings()).containsExactly(Ping.answered("domestic/egov.kz", 62_500));
        assertProblem(gatus(token, "success=perhaps"), 400, "invalid-request");
        assertProblem(gatus(token, "success=true&duration=10"), 400, "invalid-request");
        assertProblem(gatus("dk1_AAAA", "success=true"), 401, "unauthorized");
    }

    @Test
    void neverLogsTheToken() throws Exception {
        var address = service.json("/v1/pushes", OPERATOR, ADDRESS).bodyAsJsonObject();
        try (var output = LogOutput.capture()) {
            service.send(HttpMethod.GET, path(address) + "?ping=x", null);
            service.send(HttpMethod.PUT, path(address), null);
            service.log.answer(FakeLog.Answer.FAIL);
            service.send(HttpMethod.GET, path(address), null);

            assertThat(output.text())
                    .doesNotContain(address.getString("token"))
                    .doesNotContain(address.getString("probe"));
        }
    }

    private HttpResponse<Buffer> gatus(String token, String query) throws Exception {
        return service.send(HttpMethod.POST, "/api/v1/endpoints/core_egov/external?" + query, token);
    }

    private Report only() {
        var reports = service.log.reports();
        assertThat(reports).hasSize(1);
        return reports.get(0).report();
    }

    private static String path(JsonObject address) {
        return "/api/push/" + address.getString("token");
    }

    private static void assertUnknown(HttpResponse<Buffer> answer) {
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.bodyAsJsonObject().getBoolean("ok")).isFalse();
        assertThat(answer.bodyAsJsonObject().getString("msg")).isNotEmpty();
    }
}
