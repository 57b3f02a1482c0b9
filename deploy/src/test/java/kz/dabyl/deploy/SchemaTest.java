package kz.dabyl.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards against Grafana's own types and Prometheus's own grammar, which come by npm. */
class SchemaTest {

    private static final Path WORK = Path.of("target", "check").toAbsolutePath();

    @BeforeAll
    static void fetchTypes() throws Exception {
        Files.createDirectories(WORK);
        for (var file : List.of("package.json", "package-lock.json", "check.mjs")) {
            Files.copy(Path.of("check", file), WORK.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        var installed = Command.run(WORK, "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        assumeTrue(installed.exit() == 0, () -> "skipped: npm could not fetch the types: " + installed.output());
    }

    @Test
    void findsNoFaultInTheDashboards() throws Exception {
        var result = Command.run(
                WORK,
                "node",
                "check.mjs",
                Path.of("grafana", "dashboards").toAbsolutePath().toString());

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains(Dashboards.all().size() + " dashboards, 0 faults");
    }

    @Test
    void wouldFindAMisspeltFieldAndABrokenQuery(@TempDir Path folder) throws Exception {
        var broken = (ObjectNode) new ObjectMapper().readTree(Dashboards.text(Works.deliveries()));
        broken.put("timezzone", "browser");
        var panel = (ObjectNode) broken.path("panels").path(1);
        panel.withObject("/options").put("colorMode", 7);
        ((ObjectNode) panel.path("targets").path(0)).put("expr", "sum(up))");
        Files.writeString(folder.resolve("broken.json"), broken.toString());

        var result = Command.run(WORK, "node", "check.mjs", folder.toString());

        assertThat(result.exit()).isOne();
        assertThat(result.output()).contains("timezzone", "options/colorMode", "no PromQL at character 7");
    }
}
