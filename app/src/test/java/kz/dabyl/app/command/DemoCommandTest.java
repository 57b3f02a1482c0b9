package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {

    @TempDir
    private Path folder;

    @Test
    void tellsWhatASubscriberHearsOfTheAfternoon() {
        var run =
                Run.of("demo --once --speed max --http-port 0 --http-host 127.0.0.1 --data " + folder.resolve("data"));

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("ready http://127.0.0.1:")
                .containsPattern("\n13:0[0-9]:[0-9]{2}  webhook  incident.opened: \\S.*Almaty")
                .containsPattern("\n13:[0-9]{2}:[0-9]{2}  webhook  incident.closed: \\S")
                .containsPattern("\n[0-9]+ reports were taken; [0-9]+ webhook messages came, all rightly signed");
        assertThat(Files.exists(folder.resolve("data/operator-token"))).isTrue();
    }

    @Test
    void servesOnWhenTheAfternoonIsOver() throws Exception {
        var out = new ByteArrayOutputStream();
        var demo = new Thread(
                () -> Run.into(out, "demo --speed max --http-port 0 --http-host 127.0.0.1", "", Map.of()), "demo");
        demo.start();
        await().atMost(Duration.ofMinutes(10)).until(() -> out.toString(UTF_8).contains("The service goes on"));

        var base = out.toString(UTF_8).lines().findFirst().orElseThrow().substring("ready ".length());
        var page = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(base)).build(), HttpResponse.BodyHandlers.discarding());

        assertThat(page.statusCode()).isEqualTo(200);
        demo.interrupt();
        demo.join(Duration.ofMinutes(1).toMillis());
        assertThat(demo.isAlive()).isFalse();
    }

    @Test
    void refusesASpeedThatIsNone() {
        var run = Run.of("demo --speed fast");

        assertThat(run).isEqualTo(new Run(2, "", "dabyl: --speed: expected a factor such as 60 or max, was fast\n"));
    }
}
