package kz.dabyl.collector.invites;

import static kz.dabyl.collector.Reports.json;
import static kz.dabyl.collector.TestService.OPERATOR;
import static kz.dabyl.collector.TestService.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.stream.Stream;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.TrustLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Invites whose holders the operator knows. */
@ExtendWith(VertxExtension.class)
class VouchedInviteTest {

    private final TestService service;

    VouchedInviteTest(Vertx vertx) throws Exception {
        service = TestService.start(vertx, TimeMode.WALL);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void tellsTheLogWhomTheOperatorVouchesFor() throws Exception {
        var known = reporting("{\"vouched\":true}");
        var stranger = reporting("{}");

        assertThat(level(known)).containsExactly(TrustLevel.VOUCHED);
        assertThat(level(stranger)).containsExactly(TrustLevel.INVITED);
    }

    @Test
    void isListedAsSuch() throws Exception {
        reporting("{\"vouched\":true}");

        var items = service.send(HttpMethod.GET, "/v1/invites", OPERATOR)
                .bodyAsJsonObject()
                .getJsonArray("items");

        assertThat(items.getJsonObject(0).getBoolean("vouched")).isTrue();
    }

    @Test
    void takesNothingElseForAWord() throws Exception {
        assertProblem(service.json("/v1/invites", OPERATOR, "{\"vouched\":\"yes\"}"), 400, "invalid-request");
    }

    /** A probe that came by an invite made of {@code body}, and has reported. */
    private String reporting(String body) throws Exception {
        var invite =
                service.json("/v1/invites", OPERATOR, body).bodyAsJsonObject().getString("invite");
        var probe = service.json(
                        "/v1/probes",
                        null,
                        new JsonObject().put("invite", invite).encode())
                .bodyAsJsonObject();
        var name = probe.getString("probe");
        assertThat(service.json("/v1/reports", probe.getString("token"), json(name, 1))
                        .statusCode())
                .isEqualTo(202);
        return name;
    }

    private List<TrustLevel> level(String probe) {
        return Stream.of(0, 1)
                .flatMap(partition -> service.log.entries(partition).stream())
                .filter(LogEntry.Trust.class::isInstance)
                .map(LogEntry.Trust.class::cast)
                .filter(trust -> trust.probe().equals(probe))
                .map(LogEntry.Trust::level)
                .toList();
    }
}
