package kz.dabyl.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that Grafana's own linter has for dashboards that others install, on the files as they stand. */
class DashboardFilesTest {

    private static final Path FOLDER = Path.of("grafana", "dashboards");
    private static final Pattern FUNCTION_OF_RANGE =
            Pattern.compile("\\b(rate|irate|increase|changes)\\(([^\\[]*)\\[([^\\]]*)]");

    /** Figures that count what happened in an hour and say so: over Grafana's interval they would count something else. */
    private static final Set<String> OF_THE_LAST_HOUR = Set.of(
            "Delivered in the last hour",
            "Given up in the last hour",
            "Tried again in the last hour",
            "Ended by receivers");

    private static final Pattern SELECTOR = Pattern.compile("\\b([a-z]+_[a-z_0-9]+)\\{([^}]*)}");
    private static final Pattern BARE_METRIC =
            Pattern.compile("\\b(dabyl|jvm|vertx|kafka|process)_[a-z_0-9]+\\b(?!\\{)");

    static List<Dashboard> dashboards() {
        return Dashboards.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void areWhatTheCodeMakes(Dashboard dashboard) throws IOException {
        var file = FOLDER.resolve(dashboard.file());
        if (Boolean.getBoolean("write")) {
            Files.writeString(file, Dashboards.text(dashboard));
        }

        assertThat(Files.readString(file))
                .as("written anew by: mvn verify -pl deploy -Dwrite=true")
                .isEqualTo(Dashboards.text(dashboard));
    }

    @Test
    void areAllThereIs() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            dashboards().stream().map(Dashboard::file).toList());
        }
        assertThat(dashboards()).extracting(Dashboard::uid).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void cannotBeEditedAndChooseTheirSource(Dashboard dashboard) {
        var tree = GrafanaJson.of(dashboard);

        assertThat(tree.path("editable").asBoolean(true)).isFalse();
        var source = tree.path("templating").path("list").path(0);
        assertThat(source.path("name").asText()).isEqualTo("datasource");
        assertThat(source.path("label").asText()).isEqualTo("Data Source");
        assertThat(source.path("query").asText()).isEqualTo("prometheus");
        assertThat(tree.findValuesAsText("uid").stream().skip(1)).containsOnly("${datasource}");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void offerEveryValueOfTheirVariables(Dashboard dashboard) {
        var variables = GrafanaJson.of(dashboard).path("templating").path("list");

        var names = new ArrayList<String>();
        for (var i = 1; i < variables.size(); i++) {
            var variable = variables.get(i);
            names.add(variable.path("name").asText());
            assertThat(variable.path("refresh").asInt())
                    .as("on a change of the time range")
                    .isEqualTo(2);
            assertThat(variable.path("multi").asBoolean()).isTrue();
            assertThat(variable.path("allValue").asText()).isEqualTo(".+");
        }
        assertThat(names).startsWith("job", "instance");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void havePanelsThatExplainThemselves(Dashboard dashboard) {
        var ids = new HashSet<Integer>();

        for (var panel : GrafanaJson.of(dashboard).path("panels")) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            assertThat(panel.path("title").asText()).isNotBlank();
            if (!panel.path("type").asText().equals("row")) {
                assertThat(panel.path("description").asText()).endsWith(".");
                assertThat(panel.path("fieldConfig")
                                .path("defaults")
                                .path("unit")
                                .asText())
                        .isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void haveNoPanelsOverOthers(Dashboard dashboard) {
        var taken = new HashSet<String>();

        for (var panel : GrafanaJson.of(dashboard).path("panels")) {
            var place = panel.path("gridPos");
            for (var x = 0; x < place.path("w").asInt(); x++) {
                for (var y = 0; y < place.path("h").asInt(); y++) {
                    var at = (place.path("x").asInt() + x) + ","
                            + (place.path("y").asInt() + y);
                    assertThat(taken.add(at)).as(at).isTrue();
                }
            }
            assertThat(place.path("x").asInt() + place.path("w").asInt()).isLessThanOrEqualTo(24);
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void askOnlyTheChosenInstances(Dashboard dashboard) {
        for (var expression : expressions(GrafanaJson.of(dashboard))) {
            var selectors = SELECTOR.matcher(expression);
            while (selectors.find()) {
                assertThat(selectors.group(2)).as(expression).contains("job=~\"$job\"", "instance=~\"$instance\"");
            }
            assertThat(BARE_METRIC.matcher(expression).find()).as(expression).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void takeTheirRatesOverWhatIsScraped(Dashboard dashboard) {
        for (var panel : GrafanaJson.of(dashboard).path("panels")) {
            var title = panel.path("title").asText();
            for (var expression : expressions(panel)) {
                var ranges = FUNCTION_OF_RANGE.matcher(expression);
                while (ranges.find()) {
                    assertThat(ranges.group(3))
                            .as(title + ": " + expression)
                            .isEqualTo(OF_THE_LAST_HOUR.contains(title) ? "1h" : "$__rate_interval");
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void showNoNumberWhereNothingIsKnown(Dashboard dashboard) {
        assertThat(expressions(GrafanaJson.of(dashboard))).noneMatch(expression -> expression.contains("vector("));
    }

    private static List<String> expressions(JsonNode tree) {
        return tree.findValuesAsText("expr");
    }

    @Test
    void areJsonThatIsReadBack() throws IOException {
        var mapper = new ObjectMapper();

        for (var dashboard : dashboards()) {
            var read = mapper.readTree(Files.readString(FOLDER.resolve(dashboard.file())));
            assertThat(read).isEqualTo(mapper.readTree(Dashboards.text(dashboard)));
        }
    }
}
