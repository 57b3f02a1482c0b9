package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Alertmanager is told of incidents, keeps them firing while we tell it again, and hears what became of them. */
class AlertmanagerTest {

    private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=(127\\.0\\.0\\.1:\\d+)");
    private static final Path TEMPLATES = Path.of("/usr/share/prometheus/alertmanager/default.tmpl");
    private static final Path SHIPPED = Path.of("..", "..", "deploy", "alertmanager", "alertmanager.yml");
    private static final Duration REPEAT = Duration.ofSeconds(2);

    /** Shorter than what an alert lasts that is not told again. */
    private static final String CONFIG = """
            global: {resolve_timeout: 1s}
            route: {receiver: hook, group_by: [incident, alertname], group_wait: 0s, group_interval: 1s}
            receivers:
              - name: hook
                webhook_configs: [{url: "%s", send_resolved: true}]
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Receiver hook = new Receiver();

    @TempDir
    private Path folder = Path.of("");

    AlertmanagerTest() throws IOException {}

    @BeforeEach
    void begin() throws IOException {
        Files.writeString(folder.resolve("alertmanager.yml"), CONFIG.formatted(hook.url()));
    }

    @AfterEach
    void stop() {
        hook.close();
    }

    @Test
    void firesUntilItIsOverAndResolvesWithItsAnnotations() throws Exception {
        try (var alertmanager = alertmanager();
                var alerts = new AlertRoom(REPEAT)) {
            var base = "http://" + alertmanager.says(LISTENING);
            alerts.subscribe("{\"channel\":\"alertmanager\",\"base_url\":\"" + base + "\",\"heartbeat_s\":60}");

            alerts.publish(AlertRoom.incident(1, true));
            await().atMost(Duration.ofSeconds(40)).until(() -> active(base).contains("DabylIncident"));
            stays(base, Duration.ofSeconds(14));
            assertThat(active(base)).contains("DabylWatchdog");
            alerts.publish(AlertRoom.incident(2, false));

            await().atMost(Duration.ofSeconds(40)).until(() -> resolved().isPresent());
            var alert = resolved().orElseThrow();
            assertThat(alert.path("labels").path("incident").asText()).isEqualTo("01F40000000000000000000000");
            assertThat(alert.path("labels").path("kind").asText()).isEqualTo("shutdown");
            assertThat(alert.path("annotations").path("summary").asText()).isNotBlank();
            assertThat(alert.path("annotations").path("certainty").asText()).isEqualTo("confirmed");
            assertThat(active(base)).doesNotContain("DabylIncident");
            assertThat(notifications("firing")).isEqualTo(1);
        }
    }

    @Test
    void holdsBackByTheShippedFileOnlyWhatFollowsFromSomethingElse() throws Exception {
        Files.copy(SHIPPED, folder.resolve("alertmanager.yml"), StandardCopyOption.REPLACE_EXISTING);
        try (var alertmanager = alertmanager()) {
            var base = "http://" + alertmanager.says(LISTENING);

            post(base, alert("one", "DabylDown", "c2"), alert("one", "DabylNoDetector", ""));
            post(base, alert("all", "DabylAllDown", ""), alert("all", "DabylDown", "c1"));
            post(base, alert("kafka", "DabylReportsNotTaken", ""), alert("kafka", "DabylDetectorLags", ""));
            post(base, alert("dark", "DabylNoDetector", ""), alert("dark", "DabylBlind", "c1"));
            post(base, alert("many", "DabylManyIncidents", ""), alert("many", "DabylIncidentOpen", ""));
            post(base, alert("seeing", "DabylBlind", "c1"));

            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(states(base))
                            .containsEntry("all DabylDown", "suppressed")
                            .containsEntry("kafka DabylDetectorLags", "suppressed")
                            .containsEntry("dark DabylBlind", "suppressed")
                            .containsEntry("many DabylIncidentOpen", "suppressed")
                            .containsEntry("dark DabylNoDetector", "active")
                            .containsEntry("many DabylManyIncidents", "active")
                            .containsEntry("seeing DabylBlind", "active")
                            .containsEntry("one DabylDown", "active")
                            .containsEntry("one DabylNoDetector", "active")
                            .containsEntry("kafka DabylReportsNotTaken", "active"));
        }
    }

    /** One that fires, of a job of its own, so that none has to do with others. */
    private static String alert(String job, String name, String instance) {
        var labels = "\"alertname\":\"" + name + "\",\"job\":\"" + job + "\"";
        return "{\"labels\":{" + labels + (instance.isEmpty() ? "" : ",\"instance\":\"" + instance + "\"") + "}}";
    }

    private void post(String base, String... alerts) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(base + "/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", alerts) + "]"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** Of each alert whether somebody is told, by its job and name. */
    private Map<String, String> states(String base) throws IOException, InterruptedException {
        var states = new TreeMap<String, String>();
        for (var alert : alerts(base, "")) {
            var labels = alert.path("labels");
            states.put(
                    labels.path("job").asText() + " " + labels.path("alertname").asText(),
                    alert.path("status").path("state").asText());
        }
        return states;
    }

    @Test
    void endsByItselfWhenWeFallSilent() throws Exception {
        try (var alertmanager = alertmanager()) {
            var base = "http://" + alertmanager.says(LISTENING);
            try (var alerts = new AlertRoom(REPEAT)) {
                alerts.subscribe("{\"channel\":\"alertmanager\",\"base_url\":\"" + base + "\"}");
                alerts.publish(AlertRoom.incident(1, true));
                await().atMost(Duration.ofSeconds(40)).until(() -> active(base).contains("DabylIncident"));
            }

            await().atMost(Duration.ofSeconds(40)).until(() -> !active(base).contains("DabylIncident"));
        }
    }

    /** Debian's program finds its templates at one place only; where its package is not installed, they are put there for it alone. */
    private Tool alertmanager() throws IOException {
        var program = Tool.find("prometheus-alertmanager");
        assumeTrue(program.isPresent(), "skipped: there is no prometheus-alertmanager on the path");
        var path = program.orElseThrow().toRealPath();
        var arguments = List.of(
                "--config.file=alertmanager.yml",
                "--storage.path=data",
                "--web.listen-address=127.0.0.1:0",
                "--cluster.listen-address=");
        if (Files.exists(TEMPLATES)) {
            return Tool.start(folder, path, arguments.toArray(String[]::new));
        }
        var share = path.resolve("../../share").normalize();
        assumeTrue(
                Files.exists(share.resolve("prometheus/alertmanager/default.tmpl")),
                "skipped: prometheus-alertmanager has no templates");
        assumeTrue(mayMount(share), "skipped: prometheus-alertmanager needs its package installed, or user namespaces");
        var command = new ArrayList<>(List.of("-rm", "sh", "-c", "mount --bind \"$0\" /usr/share && exec \"$@\""));
        command.add(share.toString());
        command.add(path.toString());
        command.addAll(arguments);
        return Tool.start(folder, Tool.find("unshare").orElseThrow(), command.toArray(String[]::new));
    }

    private static boolean mayMount(Path share) throws IOException {
        try {
            return Tool.find("unshare").isPresent()
                    && new ProcessBuilder("unshare", "-rm", "mount", "--bind", share.toString(), "/usr/share")
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void stays(String base, Duration span) {
        var until = Instant.now().plus(span);
        await().atMost(span.plusSeconds(20)).until(() -> {
            assertThat(active(base)).contains("DabylIncident");
            return Instant.now().isAfter(until);
        });
    }

    /** Names of what fires now. */
    private List<String> active(String base) throws IOException, InterruptedException {
        var names = new ArrayList<String>();
        alerts(base, "?active=true")
                .forEach(alert ->
                        names.add(alert.path("labels").path("alertname").asText()));
        return names;
    }

    private JsonNode alerts(String base, String query) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(base + "/api/v2/alerts" + query));
        return Logs.json(http.send(request.build(), BodyHandlers.ofString()).body());
    }

    private Optional<JsonNode> resolved() throws IOException {
        for (var got : hook.deliveries()) {
            for (var alert : Logs.json(got.body()).path("alerts")) {
                if (alert.path("status").asText().equals("resolved")
                        && alert.path("labels").path("alertname").asText().equals("DabylIncident")) {
                    return Optional.of(alert);
                }
            }
        }
        return Optional.empty();
    }

    /** How often people were told that the incident is in this state. */
    private long notifications(String status) throws IOException {
        var count = 0;
        for (var got : hook.deliveries()) {
            var tree = Logs.json(got.body());
            if (tree.path("status").asText().equals(status)
                    && tree.path("groupLabels").path("alertname").asText().equals("DabylIncident")) {
                count++;
            }
        }
        return count;
    }
}
