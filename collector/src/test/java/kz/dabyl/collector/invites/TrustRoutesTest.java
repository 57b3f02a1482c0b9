package kz.dabyl.collector.invites;

import static kz.dabyl.collector.Reports.NOON;
import static kz.dabyl.collector.Reports.json;
import static kz.dabyl.collector.TestService.OPERATOR;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.assertProblem;
import static kz.dabyl.collector.TestService.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.log.TimeMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class TrustRoutesTest {

    private final TestService service;

    TrustRoutesTest(Vertx vertx) throws Exception {
        service = TestService.start(vertx, TimeMode.WALL);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void enrolsAProbeWhoseTokenThenReports() throws Exception {
        var invite = invite("{\"label\":\"friends\",\"max_probes\":2,\"expires\":\"2030-01-01T00:00:00Z\"}");
        var enrolled = enrol(invite.getString("invite"));

        var probe = enrolled.bodyAsJsonObject();
        assertThat(enrolled.statusCode()).isEqualTo(201);
        assertThat(probe.getString("probe")).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(probe.getString("token")).startsWith("dp1_");
        assertThat(report(probe).statusCode()).isEqualTo(202);
    }

    @Test
    void tellsAProbeItsNetworkAndKeepsNothingOfIt() throws Exception {
        var probe = enrol(invite("{}").getString("invite")).bodyAsJsonObject();

        assertThat(probe.getString("asn")).isEqualTo("AS64500");
        assertThat(service.book
                        .enrolment(probe.getString("probe"))
                        .orElseThrow()
                        .toJson()
                        .encode())
                .doesNotContain("64500", "127.0.0.1");
    }

    @Test
    void letsInOnlySoMany() throws Exception {
        var invite = invite("{\"max_probes\":2.0}").getString("invite");
        enrol(invite);
        enrol(invite);

        assertProblem(enrol(invite), 403, "invite-closed");
    }

    @Test
    void letsNobodyInByAnInviteThatHasExpired() throws Exception {
        var invite = invite("{\"expires\":\"2021-04-24T08:00:00Z\"}").getString("invite");
        var before = enrol(invite);
        service.clock.set(NOON + 3_600_000);

        assertThat(before.statusCode()).isEqualTo(201);
        assertProblem(enrol(invite), 403, "invite-closed");
        assertThat(report(before.bodyAsJsonObject()).statusCode()).isEqualTo(202);
    }

    @Test
    void shutsOutTheProbesOfAnInviteThatIsEnded() throws Exception {
        var invite = invite("{}");
        var probe = enrol(invite.getString("invite")).bodyAsJsonObject();
        report(probe);

        var ended = service.send(HttpMethod.DELETE, "/v1/invites/" + invite.getString("id"), OPERATOR);

        assertThat(ended.statusCode()).isEqualTo(204);
        assertProblem(report(probe), 401, "unauthorized");
        assertProblem(enrol(invite.getString("invite")), 403, "invite-closed");
    }

    @Test
    void shutsOutASingleProbe() throws Exception {
        var invite = invite("{}").getString("invite");
        var one = enrol(invite).bodyAsJsonObject();
        var other = enrol(invite).bodyAsJsonObject();

        var revoked = service.send(HttpMethod.DELETE, "/v1/probes/" + one.getString("probe"), OPERATOR);

        assertThat(revoked.statusCode()).isEqualTo(204);
        assertProblem(report(one), 401, "unauthorized");
        assertThat(report(other).statusCode()).isEqualTo(202);
    }

    @Test
    void shutsOutAProbeThatTheTopicDoesNotKnow() throws Exception {
        var token = service.probeToken("p-1");
        var before = service.json("/v1/reports", token, json("p-1", 1));

        var revoked = service.send(HttpMethod.DELETE, "/v1/probes/p-1", OPERATOR);

        assertThat(before.statusCode()).isEqualTo(202);
        assertThat(revoked.statusCode()).isEqualTo(204);
        assertProblem(service.json("/v1/reports", token, json("p-1", 2)), 401, "unauthorized");
    }

    @Test
    void letsNoProbeInWhileItIsNotKnownWhomToTrust() throws Exception {
        var invite = invite("{}").getString("invite");
        var probe = enrol(invite).bodyAsJsonObject();
        service.trustIsKnown.set(false);

        assertProblem(service.send(HttpMethod.GET, "/v1/invites", OPERATOR), 503, "unavailable");
        assertProblem(service.send(HttpMethod.DELETE, "/v1/invites/not-read-yet", OPERATOR), 503, "unavailable");
        assertProblem(report(probe), 503, "unavailable");
        assertProblem(enrol(invite), 503, "unavailable");
        assertProblem(service.json("/v1/reports", "dp1_forged", json("p", 1)), 401, "unauthorized");
        assertThat(service.report(json("of-a-relay", 1)).statusCode()).isEqualTo(202);
        service.trustIsKnown.set(true);
        assertThat(report(probe).statusCode()).isEqualTo(202);
    }

    @Test
    void listsInvitesWithoutTheirSecrets() throws Exception {
        var first = invite("{\"label\":\"first\",\"max_probes\":7}");
        service.clock.set(NOON + 1000);
        var second = invite("{\"label\":\"second\"}");
        enrol(second.getString("invite"));

        var list = service.send(HttpMethod.GET, "/v1/invites", OPERATOR);

        var body = list.bodyAsJsonObject();
        assertThat(body.fieldNames()).containsExactlyInAnyOrder("items", "next_cursor");
        assertThat(body.getValue("next_cursor")).isNull();
        var items = body.getJsonArray("items");
        assertThat(items.getJsonObject(0).getString("id")).isEqualTo(first.getString("id"));
        assertThat(items.getJsonObject(0).getString("label")).isEqualTo("first");
        assertThat(items.getJsonObject(0).getInteger("max_probes")).isEqualTo(7);
        assertThat(items.getJsonObject(0).getInteger("probes")).isZero();
        assertThat(items.getJsonObject(1).getInteger("probes")).isEqualTo(1);
        assertThat(list.bodyAsString()).doesNotContain("secret", "sha256");
    }

    @Test
    void keepsNoSecret() throws Exception {
        var secret = invite("{}").getString("invite");

        assertThat(service.book.invites())
                .singleElement()
                .satisfies(invite -> assertThat(secret).doesNotContain(invite.secretHash()));
        assertThat(service.book.invites().get(0).toJson().encode()).doesNotContain(secret.split("_", 3)[2]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong", "di1_", "di1__", "di1_i-1_", "di1_i-1_xyz"})
    void letsNobodyInByAnInviteThatItDoesNotKnow(String invite) throws Exception {
        assertProblem(enrol(invite), 401, "unknown-invite");
    }

    @Test
    void letsNobodyInByAnInviteWithAnotherSecret() throws Exception {
        var invite = invite("{}").getString("invite");

        assertProblem(enrol(invite.substring(0, invite.length() - 1) + "!"), 401, "unknown-invite");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense|",
                "[]|",
                "{\"label\":7}|/label",
                "{\"max_probes\":0}|/max_probes",
                "{\"max_probes\":1.5}|/max_probes",
                "{\"max_probes\":\"2\"}|/max_probes",
                "{\"max_probes\":99999999999}|/max_probes",
                "{\"expires\":\"tomorrow\"}|/expires"
            })
    void namesWhatIsWrongWithAnInvite(String body, @Nullable String pointer) throws Exception {
        var answer = service.json("/v1/invites", OPERATOR, body);

        assertProblem(answer, 400, "invalid-request");
        var fault = answer.bodyAsJsonObject().getJsonArray("errors").getJsonObject(0);
        assertThat(fault.getString("pointer")).isEqualTo(pointer == null ? "" : pointer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"invite\":7}", "{\"invite\":null}"})
    void needsAnInvite(String body) throws Exception {
        assertProblem(service.json("/v1/probes", null, body), 400, "invalid-request");
    }

    @Test
    void isForOperators() throws Exception {
        assertProblem(service.json("/v1/invites", null, "{}"), 401, "unauthorized");
        assertProblem(service.json("/v1/invites", RELAY, "{}"), 403, "operator-only");
        assertProblem(service.send(HttpMethod.GET, "/v1/invites", null), 401, "unauthorized");
        assertProblem(service.send(HttpMethod.DELETE, "/v1/invites/i-1", RELAY), 403, "operator-only");
        assertProblem(service.send(HttpMethod.DELETE, "/v1/probes/p-1", null), 401, "unauthorized");
    }

    @Test
    void doesNotEndWhatIsNotThere() throws Exception {
        var invite = invite("{}").getString("id");

        assertProblem(service.send(HttpMethod.DELETE, "/v1/invites/i-1", OPERATOR), 404, "no-such-invite");
        assertProblem(service.send(HttpMethod.DELETE, "/v1/probes/a.b", OPERATOR), 404, "no-such-probe");
        assertProblem(service.send(HttpMethod.DELETE, "/v1/probes/" + invite, OPERATOR), 404, "no-such-probe");
        assertThat(service.book.invite(invite)).isPresent();
    }

    @Test
    void answers503WhileTheLogIsAway() throws Exception {
        service.log.available(false);

        var answer = service.json("/v1/invites", OPERATOR, "{}");

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.getHeader("retry-after")).isNotNull();
    }

    @Test
    void refusesALargeBody() throws Exception {
        assertProblem(service.json("/v1/probes", null, " ".repeat(100_000)), 413, "too-large");
    }

    @Test
    void enrolsWhateverStrangersAnnounce(Vertx vertx) throws Exception {
        var net = vertx.createNetClient();
        for (var i = 0; i < 65; i++) {
            holdBack(net, 65_536);
        }

        var invite = invite("{}").getString("invite");

        assertThat(enrol(invite).statusCode()).isEqualTo(201);
    }

    @Test
    void keepsThePlaceOfAProbeWhoseEnrolmentFailedThoughItsRecordArrived() throws Exception {
        var invite = invite("{\"max_probes\":1}").getString("invite");
        service.log.available(false);
        var refused = enrol(invite).statusCode();
        service.arriveLate();
        var answers = new ArrayList<>(List.of(enrol(invite).statusCode()));
        await().until(() -> {
            answers.add(enrol(invite).statusCode());
            return answers.contains(201);
        });

        assertThat(refused).isEqualTo(503);
        assertThat(answers).isSubsetOf(503, 201);
        await().untilAsserted(() -> assertThat(enrol(invite).statusCode()).isEqualTo(403));
    }

    @Test
    void makesInvitesThoughStrangersHoldAllTheirRoom(Vertx vertx) throws Exception {
        var invite = invite("{}").getString("invite");
        var net = vertx.createNetClient();
        // Four mebibytes.
        for (var i = 0; i < 2_050; i++) {
            holdBack(net, 2_048);
        }

        await().untilAsserted(() -> assertThat(enrol(invite).statusCode()).isEqualTo(503));
        assertThat(service.json("/v1/invites", OPERATOR, "{}").statusCode()).isEqualTo(201);
    }

    private void holdBack(NetClient net, int bytes) throws Exception {
        var socket = settled(net.connect(service.port(), "127.0.0.1"));
        settled(socket.write("POST /v1/probes HTTP/1.1\r\nhost: x\r\ncontent-length: " + bytes + "\r\n\r\n"
                + " ".repeat(bytes - 1)));
    }

    private JsonObject invite(String body) throws Exception {
        var answer = service.json("/v1/invites", OPERATOR, body);
        assertThat(answer.statusCode()).isEqualTo(201);
        return answer.bodyAsJsonObject();
    }

    private HttpResponse<Buffer> enrol(String invite) throws Exception {
        return service.json(
                "/v1/probes", null, new JsonObject().put("invite", invite).encode());
    }

    private HttpResponse<Buffer> report(JsonObject probe) throws Exception {
        return service.json("/v1/reports", probe.getString("token"), json(probe.getString("probe"), 1));
    }
}
