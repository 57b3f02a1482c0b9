package kz.dabyl.collector.targets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.collector.TestService.OPERATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import kz.dabyl.collector.TestService;
import kz.dabyl.collector.log.TimeMode;
import kz.dabyl.model.targets.TargetList;
import kz.dabyl.model.targets.TargetListJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class TargetRouteTest {

    private final TestService service;

    TargetRouteTest(Vertx vertx) throws Exception {
        service = TestService.start(vertx, TimeMode.WALL);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void servesToEverybodyWhatProbesAreAskedToMeasure() throws Exception {
        var answer = service.send(HttpMethod.GET, "/v1/targets", null);

        var list = TargetListJson.read(answer.body().getBytes());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(list.targets()).isEqualTo(TargetList.USUAL);
        assertThat(list.expires() - list.issued()).isEqualTo(Duration.ofDays(7).toMillis());
    }

    @Test
    void signsByTheKeyThatAProbeIsToldWhenItEnrols() throws Exception {
        var invite =
                service.json("/v1/invites", OPERATOR, "{}").bodyAsJsonObject().getString("invite");
        var enrolled = service.json(
                        "/v1/probes",
                        null,
                        new JsonObject().put("invite", invite).encode())
                .bodyAsJsonObject();

        var answer = service.send(HttpMethod.GET, "/v1/targets", null);

        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(key(enrolled.getString("targets_key")));
        verifier.update("dabyl targets, version 1\n".getBytes(UTF_8));
        verifier.update(answer.body().getBytes());
        assertThat(verifier.verify(Base64.getDecoder().decode(answer.getHeader("dabyl-signature"))))
                .isTrue();
    }

    @Test
    void issuesTheSameListForAnHourAndThenANewerOne() throws Exception {
        var first = service.send(HttpMethod.GET, "/v1/targets", null).bodyAsString();
        service.clock.set(service.clock.millis() + Duration.ofMinutes(50).toMillis());
        var soon = service.send(HttpMethod.GET, "/v1/targets", null).bodyAsString();
        service.clock.set(service.clock.millis() + Duration.ofMinutes(20).toMillis());

        var later = service.send(HttpMethod.GET, "/v1/targets", null).bodyAsString();

        assertThat(soon).isEqualTo(first);
        assertThat(TargetListJson.read(later.getBytes(UTF_8)).issued())
                .isEqualTo(TargetListJson.read(first.getBytes(UTF_8)).issued()
                        + Duration.ofHours(1).toMillis());
    }

    @Test
    void tellsWithEveryAnswerWhatTimeItIs() throws Exception {
        var answer = service.send(HttpMethod.GET, "/v1/targets", null);

        var date = ZonedDateTime.parse(answer.getHeader("date"), DateTimeFormatter.RFC_1123_DATE_TIME);
        assertThat(date.toInstant().toEpochMilli()).isEqualTo(service.clock.millis() / 1000 * 1000);
    }

    private static PublicKey key(String base64) throws Exception {
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(HexFormat.of().parseHex("302a300506032b6570032100"));
        encoded.writeBytes(Base64.getDecoder().decode(base64));
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    }
}
