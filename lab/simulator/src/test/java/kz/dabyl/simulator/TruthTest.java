package kz.dabyl.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
                        "cells":[["8720e60a1ffffff","401-01"],["8720e60a1ffffff","401-02"]],\
                        "networks":["401-01","401-02"],"access":["mobile"],"targets":[],"probes":8},\
                        {"kind":"network_outage","start":"2021-04-24T04:50:00.000Z","end":null,\
                        "cells":[["8720e60a1ffffff","401-02"]],\
                        "networks":["401-02"],"access":["mobile"],"targets":[],"probes":4}],\
                        "confounders":["congestion"]}
                        """);
    }

    @Test
    void namesTheTargetsOfWhatIsAboutTargets() {
        var truth = Simulation.truth(SmallTown.with("""
                {"kind": "blocking", "start_s": 600, "targets": ["site/vlast.kz", "domestic/egov.kz"], "method": "dns"}""", """
                {"kind": "throttling", "start_s": 700, "classes": "platform"}""", """
                {"kind": "international_cut", "start_s": 800}""", """
                {"kind": "tls_interception", "start_s": 900, "targets": "site/vlast.kz", "issuer": "CN=X"}""", """
                {"kind": "target_down", "start_s": 1000, "targets": "platform/telegram.org"}"""), 1);

        assertThat(truth.events())
                .extracting(Truth.TrueEvent::targets)
                .containsExactly(
                        List.of("domestic/egov.kz", "site/vlast.kz"),
                        List.of("platform/telegram.org"),
                        List.of(
                                "international/1.1.1.1",
                                "international/8.8.8.8",
                                "platform/telegram.org",
                                "site/vlast.kz"),
                        List.of("site/vlast.kz"),
                        List.of("platform/telegram.org"));
        assertThat(truth.events())
                .extracting(event -> event.reason().orElse("-"))
                .containsExactly("dns", "-", "-", "CN=X", "-");
    }

    @Test
    void saysHowAnOutageCameAbout() throws IOException {
        var scenario = SmallTown.with("""
                {"kind": "outage", "cause": "cut", "start_s": 600, "end_s": 900, "places": "centre"}""", """
                {"kind": "outage", "cause": "power", "start_s": 1800, "end_s": 2400, "places": "centre"}""");
        var out = new ByteArrayOutputStream();

        TruthWriter.write(Simulation.truth(scenario, 1), out);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("\"access\":[\"mobile\",\"fixed\"],\"targets\":[],\"reason\":\"cut\",\"probes\":10}")
                .contains("\"reason\":\"power\"");
    }

    @Test
    void countsNeitherInventedNorAbsentProbesOfAnEvent() {
        var scenario = ScenarioReader.read("""
                {"scenario": "few", "start": "2021-04-24T04:00:00Z", "duration_s": 3600,
                 "places": {"square": ["8720e60a1ffffff"]},
                 "probes": [{"kind": "phone", "places": "square", "per_cell": 3},
                            {"kind": "phone", "name": "gone", "places": "square", "per_cell": 5, "until_s": 600},
                            {"kind": "forged", "places": "square", "per_cell": 7}],
                 "events": [{"kind": "shutdown", "start_s": 1200, "places": "square"}]}""");

        assertThat(Simulation.truth(scenario, 1).events().get(0).probes()).isEqualTo(3 * 3);
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
