package kz.dabyl.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be started here, held against the specifications of those who will start it. */
class ManifestsTest {

    private static final Path HERE = Path.of("").toAbsolutePath();
    private static final List<String> HARDENED = List.of(
            "DynamicUser=yes",
            "UMask=0077",
            "NoNewPrivileges=yes",
            "CapabilityBoundingSet=",
            "AmbientCapabilities=",
            "ProtectSystem=strict",
            "ProtectHome=yes",
            "ProtectProc=invisible",
            "PrivateTmp=yes",
            "PrivateDevices=yes",
            "ProtectClock=yes",
            "ProtectHostname=yes",
            "ProtectKernelLogs=yes",
            "ProtectKernelModules=yes",
            "ProtectKernelTunables=yes",
            "ProtectControlGroups=yes",
            "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK",
            "RestrictNamespaces=yes",
            "RestrictRealtime=yes",
            "RestrictSUIDSGID=yes",
            "LockPersonality=yes",
            "SystemCallArchitectures=native",
            "SystemCallFilter=@system-service");

    /** Beside others of which each has a fault that would be found; the types are read once for both. */
    @Test
    void composeAndKubernetesTakeThem(@TempDir Path other) throws Exception {
        var folder = NodeTools.install();
        Files.createDirectory(other.resolve("kubernetes"));
        Files.writeString(other.resolve("compose.yaml"), "services: {a: {image: x, prots: ['1:1']}}");
        Files.writeString(
                other.resolve("kubernetes").resolve("a.yaml"),
                "{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: a}, spec: {replica: 1}}");

        var result = Command.run(folder, "node", "manifests.mjs", HERE.toString(), other.toString());

        assertThat(result.output())
                .contains(HERE + ": 10 manifests checked, 0 faults")
                .contains("prots", "replica", other + ": 2 manifests checked");
        assertThat(result.exit()).isOne();
    }

    @Test
    void theKafkaOperatorKnowsEveryField() throws Exception {
        var json = new ObjectMapper();
        var documents = Manifests.documents(HERE.resolve("kubernetes").resolve("kafka.yaml"));

        var pool = json.convertValue(documents.get(0), KafkaNodePool.class);
        var kafka = json.convertValue(documents.get(1), Kafka.class);

        assertThat(documents)
                .as("of the API that Strimzi 1.0 and newer serve alone, and 0.49 beside older ones")
                .allSatisfy(document -> assertThat(document.get("apiVersion")).isEqualTo("kafka.strimzi.io/v1"));
        assertThat(unknown(pool.getSpec())).isEmpty();
        assertThat(unknown(kafka.getSpec())).isEmpty();
        assertThat(pool.getSpec().getReplicas()).isEqualTo(3);
        assertThat(pool.getMetadata().getLabels())
                .containsEntry("strimzi.io/cluster", kafka.getMetadata().getName());
        assertThat(kafka.getSpec().getKafka().getConfig()).containsEntry("min.insync.replicas", 2);
    }

    @Test
    void grafanaFindsItsDashboardsAndItsSource() throws Exception {
        var provisioning = HERE.resolve("grafana").resolve("provisioning");
        var grafana = tree(HERE.resolve("compose.yaml")).at("/services/grafana");
        var provider =
                tree(provisioning.resolve("dashboards").resolve("dabyl.yml")).at("/providers/0");
        var source = tree(provisioning.resolve("datasources").resolve("prometheus.yml"))
                .at("/datasources/0");

        assertThat(grafana.path("volumes"))
                .extracting(JsonNode::asText)
                .contains(
                        "./grafana/provisioning:/etc/grafana/provisioning:ro",
                        "./grafana/dashboards:" + provider.at("/options/path").asText() + ":ro");
        assertThat(provider.path("type").asText()).isEqualTo("file");
        assertThat(provider.path("allowUiUpdates").asBoolean(true)).isFalse();
        assertThat(source.path("type").asText()).isEqualTo("prometheus");
        assertThat(source.path("isDefault").asBoolean()).isTrue();
        assertThat(source.path("url").asText()).isEqualTo("${PROMETHEUS_URL}");
        assertThat(grafana.at("/environment/PROMETHEUS_URL").asText()).isEqualTo("http://prometheus:9090");
        assertThat(tree(HERE.resolve("compose.yaml")).at("/services/prometheus").isObject())
                .isTrue();
    }

    private static JsonNode tree(Path file) throws IOException {
        return new ObjectMapper().valueToTree(Manifests.documents(file).get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dabyl.service", "dabyl-probe.service"})
    void systemdTakesTheUnits(String unit) throws Exception {
        var result = Command.run(
                HERE, "systemd-analyze", "verify", HERE.resolve(unit).toString());

        assertThat(result.exit()).isIn(0, 1);
        assertThat(result.output().lines())
                .as("says nothing but that the program is not installed here")
                .allMatch(line -> line.contains("is not executable: No such file or directory"));
    }

    /** A key of root's is none that the service's made-up user could read. */
    @Test
    void systemdTakesTheLinesThatHandOverSecrets(@TempDir Path folder) throws Exception {
        var text = Files.readString(HERE.resolve("dabyl.service"));
        var unit = folder.resolve("dabyl.service");
        Files.writeString(unit, text.replaceAll("(?m)^# (?=LoadCredential=|Environment=)", ""));

        var result = Command.run(HERE, "systemd-analyze", "verify", unit.toString());

        assertThat(Files.readAllLines(unit))
                .contains("LoadCredential=tls.key:/etc/dabyl/tls.key")
                .anyMatch(line -> line.startsWith("Environment=") && line.contains("DABYL_TLS_KEY=%d/tls.key"));
        assertThat(result.output().lines())
                .allMatch(line -> line.contains("is not executable: No such file or directory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dabyl.service", "dabyl-probe.service"})
    void theUnitsShutInWhatTheyRunAndTakeItsEndForNoFailure(String unit) throws Exception {
        var lines = Files.readAllLines(HERE.resolve(unit));

        assertThat(lines).containsAll(HARDENED).contains("SuccessExitStatus=143", "RestartPreventExitStatus=2");
    }

    /** The fields below {@code model} that its classes do not know: Strimzi keeps those apart. */
    private static List<String> unknown(Object model) throws ReflectiveOperationException {
        var found = new ArrayList<String>();
        for (Method getter : model.getClass().getMethods()) {
            if (!getter.getName().startsWith("get")
                    || getter.getParameterCount() > 0
                    || Modifier.isStatic(getter.getModifiers())) {
                continue;
            }
            var value = getter.invoke(model);
            if (getter.getName().equals("getAdditionalProperties")) {
                ((Map<?, ?>) value).keySet().forEach(key -> found.add(String.valueOf(key)));
            } else if (value instanceof List<?> items) {
                for (var item : items) {
                    if (item.getClass().getName().startsWith("io.strimzi")
                            && !item.getClass().isEnum()) {
                        found.addAll(unknown(item));
                    }
                }
            } else if (value != null
                    && value.getClass().getName().startsWith("io.strimzi")
                    && !value.getClass().isEnum()) {
                found.addAll(unknown(value));
            }
        }
        return found;
    }
}
