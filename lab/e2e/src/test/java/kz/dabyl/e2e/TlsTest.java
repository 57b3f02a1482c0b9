package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that speaks HTTPS, and whose certificate is renewed while it runs. */
class TlsTest {

    private static final Duration RENEWED = Duration.ofSeconds(30);

    @Test
    void takesReportsOverHttp2AndARenewedCertificateWithoutARestart(@TempDir Path folder) throws Exception {
        var first = Issued.fresh(folder);
        var next = Issued.fresh(folder);
        var certificate = Issued.replace(folder.resolve("cert.pem"), first.chain());
        var key = Issued.replace(folder.resolve("key.pem"), first.key());
        try (var service = Service.start(
                folder.resolve("data"), "--tls-cert", certificate.toString(), "--tls-key", key.toString())) {
            assertThat(service.base().getScheme()).isEqualTo("https");
            assertThat(report(service, first.client(), 0))
                    .returns(202, HttpResponse::statusCode)
                    .returns(HttpClient.Version.HTTP_2, HttpResponse::version);

            Issued.replace(certificate, next.chain().substring(0, 200));
            await().atMost(RENEWED).until(() -> service.log().contains("cert.pem is no chain of certificates"));
            assertThat(report(service, first.client(), 1).statusCode()).isEqualTo(202);

            Issued.replace(key, next.key());
            Issued.replace(certificate, next.chain());
            await().atMost(RENEWED)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> report(service, next.client(), 2).statusCode() == 202);

            assertThat(service.log().lines().filter(line -> line.contains("stays in use")))
                    .hasSize(1);
            assertThat(service.log()).doesNotContain("PRIVATE KEY-----");
            assertThat(metrics(service, next)).containsPattern("dabyl_tls_certificate_expiry_timestamp_seconds 1\\.");
        }
    }

    private static HttpResponse<String> report(Service service, HttpClient client, long seq) throws Exception {
        return client.send(
                service.request("/v1/reports")
                        .header("Authorization", "Bearer " + Service.RELAY)
                        .header("Content-Type", "application/x-ndjson")
                        .POST(BodyPublishers.ofString(
                                Logs.report("p-1", seq, Instant.now().toString())))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String metrics(Service service, Issued trusted) throws Exception {
        return trusted.client()
                .send(service.request("/metrics").build(), BodyHandlers.ofString())
                .body();
    }
}
