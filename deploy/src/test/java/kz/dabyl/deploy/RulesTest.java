package kz.dabyl.deploy;

import static kz.dabyl.deploy.Manifests.items;
import static kz.dabyl.deploy.Manifests.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prometheus's rules and Alertmanager's routes, read by their own tools and held against the documents. */
class RulesTest {

    private static final Path PROMETHEUS = Path.of("prometheus");
    private static final Pattern CAMEL_CASE = Pattern.compile("Dabyl[A-Z][A-Za-z]+");
    private static final Pattern DASHBOARD = Pattern.compile("\\{\\{ \\$externalLabels\\.dashboards }}/d/(.+)");
    private static final String WATCHDOG = "DabylWatchdog";
    private static final Pattern NAMED = Pattern.compile("Dabyl[A-Za-z]+");

    @Test
    void areRulesThatPrometheusTakes() throws Exception {
        var result = Command.run(PROMETHEUS, "promtool", "check", "config", "prometheus.yml");

        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void fireWhenTheyShouldAndNotBefore() throws Exception {
        var files = new ArrayList<>(List.of("test", "rules"));
        tests().forEach(file -> files.add(PROMETHEUS.relativize(file).toString()));

        var result = Command.run(PROMETHEUS, "promtool", files.toArray(String[]::new));

        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void eachAlertIsTested() throws IOException {
        var tested = new HashSet<String>();
        for (var file : tests()) {
            for (var test : items(yaml(file), "tests")) {
                for (var expected : items(test, "alert_rule_test")) {
                    if (expected.containsKey("exp_alerts")) {
                        tested.add(String.valueOf(expected.get("alertname")));
                    }
                }
            }
        }

        assertThat(tested).containsExactlyInAnyOrderElementsOf(names());
    }

    @Test
    void eachRecordedSeriesIsAskedForByAnotherRuleOrTested() throws IOException {
        var asked = new ArrayList<String>();
        for (var group : items(yaml(PROMETHEUS.resolve("rules.yml")), "groups")) {
            items(group, "rules").forEach(rule -> asked.add(String.valueOf(rule.get("expr"))));
        }
        for (var file : tests()) {
            for (var test : items(yaml(file), "tests")) {
                items(test, "promql_expr_test").forEach(tested -> asked.add(String.valueOf(tested.get("expr"))));
            }
        }

        var recorded = recorded();

        assertThat(recorded)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(asked).as(name).anyMatch(expression -> expression.contains(name)));
    }

    @Test
    void eachAlertHasASeverityAndWordsAndAnEntryInTheRunbook() throws IOException {
        var runbook = Files.readString(Path.of("..", "docs", "runbook.md"));
        var uids = Dashboards.all().stream().map(Dashboard::uid).toList();

        for (var alert : alerts()) {
            var name = String.valueOf(alert.get("alert"));
            assertThat(name).matches(CAMEL_CASE);
            assertThat(map(alert, "labels").get("severity")).as(name).isIn("critical", "warning", "info", "none");
            var annotations = map(alert, "annotations");
            assertThat(String.valueOf(annotations.get("summary")))
                    .as(name)
                    .endsWith(".")
                    .doesNotContain("{{");
            assertThat(String.valueOf(annotations.get("description"))).as(name).matches(".*[.?]");
            assertThat(annotations.get("runbook_url"))
                    .isEqualTo(
                            "{{ $externalLabels.runbooks }}docs/runbook.md#" + name.toLowerCase(java.util.Locale.ROOT));
            assertThat(runbook).as("a heading for " + name).contains("\n### " + name + "\n");
            if (!name.equals(WATCHDOG)) {
                var dashboard = DASHBOARD.matcher(String.valueOf(annotations.get("dashboard_url")));
                assertThat(dashboard.matches()).as(name).isTrue();
                assertThat(uids).contains(dashboard.group(1));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus.yml", "compose.yml"})
    void eachConfigurationSaysWhereLinksBeginAndKeepsThatOutOfTheLabels(String file) throws IOException {
        var config = yaml(PROMETHEUS.resolve(file));

        var labels = map(map(config, "global"), "external_labels");
        var relabelled = items(map(config, "alerting"), "alert_relabel_configs");

        assertThat(String.valueOf(labels.get("runbooks"))).contains(":/").endsWith("/");
        assertThat(String.valueOf(labels.get("dashboards"))).startsWith("http").doesNotMatch(".*/");
        assertThat(relabelled).anySatisfy(rule -> {
            assertThat(rule.get("action")).isEqualTo("labeldrop");
            assertThat(labels.keySet())
                    .allMatch(label -> String.valueOf(label).matches(String.valueOf(rule.get("regex"))));
        });
    }

    @Test
    void areRoutedByAConfigurationThatAlertmanagerTakes() throws Exception {
        var result = Command.run(Path.of("alertmanager"), "amtool", "check-config", "alertmanager.yml");

        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void goToWhomTheyConcern() throws Exception {
        assertThat(receiver("alertname=DabylWatchdog", "severity=none")).isEqualTo("watchdog");
        assertThat(receiver("alertname=DabylDown", "severity=critical")).isEqualTo("on-call");
        assertThat(receiver("alertname=DabylDeliveriesSlow", "severity=warning"))
                .isEqualTo("on-call-quiet");
        assertThat(receiver("alertname=DabylIncidentOpen", "severity=info", "audience=operator"))
                .isEqualTo("operator");
    }

    @Test
    void namesOfAlertsInInhibitionsExist() throws IOException {
        var names = new HashSet<>(names());
        var text = Files.readString(Path.of("alertmanager", "alertmanager.yml"));

        var named = NAMED.matcher(text);
        while (named.find()) {
            var name = named.group();
            assertThat(names).as(name).anyMatch(known -> known.startsWith(name));
        }
    }

    private static String receiver(String... labels) throws Exception {
        var arguments = new ArrayList<>(List.of("config", "routes", "test", "--config.file=alertmanager.yml"));
        arguments.addAll(List.of(labels));
        var result = Command.run(Path.of("alertmanager"), "amtool", arguments.toArray(String[]::new));
        assertThat(result.exit()).as(result.output()).isZero();
        // It may warn before it answers.
        return result.output().strip().lines().reduce("", (before, line) -> line);
    }

    private static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.list(PROMETHEUS.resolve("tests"))) {
            return files.sorted().toList();
        }
    }

    private static List<String> names() throws IOException {
        return alerts().stream()
                .map(alert -> String.valueOf(alert.get("alert")))
                .toList();
    }

    private static List<String> recorded() throws IOException {
        return rules("record").stream()
                .map(rule -> String.valueOf(rule.get("record")))
                .toList();
    }

    private static List<Map<?, ?>> alerts() throws IOException {
        return rules("alert");
    }

    /** Those that have {@code field}. */
    private static List<Map<?, ?>> rules(String field) throws IOException {
        var rules = new ArrayList<Map<?, ?>>();
        for (var group : items(yaml(PROMETHEUS.resolve("rules.yml")), "groups")) {
            items(group, "rules").stream()
                    .filter(rule -> rule.containsKey(field))
                    .forEach(rules::add);
        }
        return rules;
    }

    private static Map<?, ?> yaml(Path file) throws IOException {
        return Manifests.documents(file).get(0);
    }
}
