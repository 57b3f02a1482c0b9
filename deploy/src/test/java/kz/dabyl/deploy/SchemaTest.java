package kz.dabyl.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The dashboards against Grafana's own types and Prometheus's own grammar, which come by npm. */
class SchemaTest {

    /** Beside one with three fields and a query that are wrong, and are found; the types are read once for both. */
    @Test
    void findsNoFaultInTheDashboards(@TempDir Path folder) throws Exception {
        var broken = (ObjectNode) new ObjectMapper().readTree(Dashboards.text(Works.deliveries()));
        broken.put("timezzone", "browser");
        var panel = (ObjectNode) broken.path("panels").path(1);
        panel.withObject("/options").put("colorMode", 7);
        ((ObjectNode) panel.path("targets").path(0)).put("expr", "sum(up))");
        ((ObjectNode) broken.path("panels").path(5))
                .withObject("/fieldConfig/defaults/custom")
                .put("lineWidht", 1);
        Files.writeString(folder.resolve("broken.json"), broken.toString());
        var shipped = Path.of("grafana", "dashboards").toAbsolutePath();

        var result = Command.run(NodeTools.install(), "node", "check.mjs", shipped.toString(), folder.toString());

        assertThat(result.output())
                .contains(shipped + ": " + Dashboards.all().size() + " dashboards, 0 faults")
                .contains("timezzone", "options/colorMode", "lineWidht", "no PromQL at character 7");
        assertThat(result.exit()).isOne();
    }
}
