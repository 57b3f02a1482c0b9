package kz.dabyl.simulator;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table that says which scenario follows which episode, against the scenarios and against the list of episodes. */
class EpisodesTest {

    private static final Path DOCUMENT = Path.of("../../docs/scenarios.md");
    private static final Path LIST = Path.of("../../../shared/data/kz-episodes/episodes.csv");
    private static final Pattern ROW = Pattern.compile("\\| `((?:KZ|CONTROL)-[^`]+)` \\| (.+) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    private static Map<String, String> table() throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .collect(toMap(row -> row.group(1), row -> row.group(2)));
    }

    private static List<String> scenarios(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1)).toList();
    }

    @Test
    void saysOfEveryListedEpisodeWhichScenarioFollowsIt() throws IOException {
        assumeThat(LIST).as("the list of episodes lies beside the repository").exists();
        var listed = Files.readAllLines(LIST).stream()
                .skip(1)
                .map(line -> line.substring(0, line.indexOf(',')))
                .toList();

        var table = table();

        assertThat(listed).hasSize(30);
        assertThat(table.keySet()).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void namesOnlyScenariosThatShip() throws IOException {
        var table = table();

        assertThat(table.values())
                .filteredOn(cell -> !scenarios(cell).isEmpty())
                .hasSizeGreaterThanOrEqualTo(20);
        assertThat(table).allSatisfy((episode, cell) -> {
            assertThat(scenarios(cell)).isSubsetOf(Scenarios.NAMES);
            assertThat(cell.startsWith("none: ")).isNotEqualTo(cell.startsWith("`"));
        });
    }
}
