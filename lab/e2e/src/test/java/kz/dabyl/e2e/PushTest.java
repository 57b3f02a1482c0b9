package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job that pushes, and the secret in its address. */
class PushTest {

    private static final String ADDRESS = """
            {"place":"KZ-75","network":"401-01","access":"mobile","interval_s":60,"target":"domestic/egov.kz"}""";

    @Test
    void keepsTheSecretOfTheAddressOutOfLogsAndMetrics(@TempDir Path folder) throws Exception {
        try (var service = Service.start(folder.resolve("data"))) {
            var made = Logs.json(service.post("/v1/pushes", Service.OPERATOR, "application/json", Logs.utf8(ADDRESS))
                    .body());
            var token = made.path("token").asText();
            var path = "/api/push/" + token;

            var pushed =
                    service.send(service.request(path + "?status=up&ping=21.5").GET());
            service.send(service.request(path + "?ping=fast").GET());
            service.send(service.request(path).DELETE());
            service.send(service.request("/api/push/unknown").GET());

            assertThat(pushed.statusCode()).isEqualTo(200);
            var metrics = service.get("/metrics").body();
            assertThat(metrics)
                    .contains("dabyl_reports_total{result=\"accepted\"} 1.0")
                    .contains("/api/push/:token")
                    .doesNotContain(token)
                    .doesNotContain(made.path("probe").asText())
                    .doesNotContain("/api/push/unknown");
            assertThat(service.log()).doesNotContain(token);
        }
    }
}
