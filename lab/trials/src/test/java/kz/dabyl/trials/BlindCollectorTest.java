package kz.dabyl.trials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Thresholds;
import kz.dabyl.simulator.Scenario;
import kz.dabyl.simulator.ScenarioReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** While nobody is heard through a collector nothing is learnt of those who report to it: neither that they are back, nor how they are. */
class BlindCollectorTest {

    private static final long CLOSING_MILLIS = Thresholds.DEFAULT.closeAfterSeconds() * 1000L + 60_000;

    @ParameterizedTest
    @ValueSource(strings = {"collector-dies-in-cut", "collector-restarts-in-cut", "collector-dies-in-throttling"})
    void endsNoIncident(String name) throws IOException {
        var run = ScenarioRun.of(scenario(name), 1);

        var event = run.truth().events().get(0);
        var end = event.end().orElseThrow();
        assertThat(run.incidents()).singleElement().satisfies(found -> {
            assertThat(found.last().kind()).isEqualTo(event.kind());
            assertThat(found.revisions()).noneMatch(revision -> revision.state() == Incident.State.RETRACTED);
            assertThat(found.firstClosed().state()).isEqualTo(Incident.State.CLOSED);
            assertThat(found.firstClosed().updated()).isBetween(end, end + CLOSING_MILLIS);
        });
    }

    private static Scenario scenario(String name) throws IOException {
        try (var in = Objects.requireNonNull(BlindCollectorTest.class.getResourceAsStream(name + ".json"), name)) {
            return ScenarioReader.read(new String(in.readAllBytes(), UTF_8));
        }
    }
}
