package kz.dabyl.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Times;
import org.junit.jupiter.api.Test;

class TruthTest {

    @Test
    void writesTheShapeThatScoreReads() throws IOException {
        var scenario = SmallTown.with("""
                {"kind": "congestion", "start_s": 600, "places": "centre"}""", """
                {"kind": "shutdown", "start_s": 1200.5, "end_s": 2400, "places": "centre"}""", """
                {"kind": "network_outage", "start_s": 3000, "places": "centre", "networks": "401-02"}""");
        var out = new ByteArrayOutputStream();

        TruthWriter.write(Simulation.truth(scenario, 1), out);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                        {"scenario":"small-town","start":"2021-04-24T04:00:00.000Z","duration_s":3600,"warmup_s":600,\
                        "observed":[["8720e6012ffffff","401-01"],["8720e6012ffffff","401-02"],["8720e6012ffffff","AS9198"],\
                        ["8720e60a1ffffff","401-01"],["8720e60a1ffffff","401-02"],["8720e60a1ffffff","AS9198"]],\
                        "events":[{"kind":"shutdown","start":"2021-04-24T04:20:00.500Z","end":"2021-04-24T04:40:00.000Z",\
                        "cells":[["8720e60a1ffffff","401-01"],["8720e60a1ffffff","401-02"]]},\
                        {"kind":"network_outage","start":"2021-04-24T04:50:00.000Z","end":null,\
                        "cells":[["8720e60a1ffffff","401-02"]]}],\
                        "confounders":["congestion"]}
                        """);
    }

    @Test
    void countsCellsToWhichPeopleCame() {
        var scenario = ScenarioReader.read("""
                {"scenario": "rally", "start": "2021-04-24T04:00:00Z", "duration_s": 3600,
                 "places": {"square": ["8720e60a1ffffff"], "suburb": ["8720e6012ffffff"]},
                 "probes": [{"kind": "phone", "places": "suburb", "networks": "401-01", "per_cell": 9, "moves_per_day": 0}],
                 "events": [{"kind": "movement", "start_s": 600, "to": "square", "share": 0.5, "gathering_s": 60}]}""");

        var truth = Simulation.truth(scenario, 1);

        assertThat(truth.observed())
                .containsExactly(
                        new Truth.ObservedCell("8720e6012ffffff", "401-01"),
                        new Truth.ObservedCell("8720e60a1ffffff", "401-01"));
        assertThat(truth.events()).isEmpty();
        assertThat(truth.confounders()).containsExactly("movement");
    }

    @Test
    void knowsTheRallyOf24April() {
        var truth = Simulation.truth(Scenarios.named("almaty-afternoon"), 1);

        assertThat(truth.events()).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(IncidentKind.SHUTDOWN);
            assertThat(Times.format(event.start())).isEqualTo("2021-04-24T06:30:12.000Z");
            assertThat(event.end())
                    .isEqualTo(OptionalLong.of(
                            Times.parse("2021-04-24T07:40:00.000Z").orElseThrow()));
            assertThat(event.cells())
                    .hasSize(4 * 3)
                    .noneMatch(cell -> cell.network().startsWith("AS"));
        });
        assertThat(truth.confounders()).containsExactly("movement", "congestion");
    }
}
