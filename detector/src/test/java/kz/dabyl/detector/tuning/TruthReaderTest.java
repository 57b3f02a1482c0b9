package kz.dabyl.detector.tuning;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.simulator.Scenarios;
import kz.dabyl.simulator.Simulation;
import kz.dabyl.simulator.TruthWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TruthReaderTest {

    private static final String TRUTH = """
            {"scenario":"almaty","start":"2021-04-24T04:00:00.000Z","duration_s":14400,"warmup_s":7200.0,"new":[1],
             "observed":[["8720e60a5ffffff","401-01"],["8720e60a4ffffff","401-01"]],
             "events":[{"kind":"shutdown","start":"2021-04-24T07:00:12.000Z","end":null,
                        "cells":[["8720e60a5ffffff","401-01"]],"visible":false}],
             "confounders":["congestion"]}""";

    @Test
    void readsWhatHappened() {
        var truth = TruthReader.read(TRUTH);

        assertThat(truth.scenario()).isEqualTo("almaty");
        assertThat(truth.home()).isEqualTo("KZ");
        assertThat(truth.observed()).hasSize(2);
        assertThat(truth.events())
                .containsExactly(new Truth.Event(
                        IncidentKind.SHUTDOWN,
                        truth.start() + 3 * 3_600_000 + 12_000,
                        OptionalLong.empty(),
                        Set.of(new Truth.Cell("8720e60a5ffffff", "401-01")),
                        false));
        assertThat(truth.judgedFrom()).isEqualTo(truth.start() + 7_200_000);
    }

    @Test
    void readsWhatTheSimulatorWrites() throws IOException {
        var written = Simulation.truth(Scenarios.named("district-cut"), 1);
        var bytes = new ByteArrayOutputStream();
        TruthWriter.write(written, bytes);

        var read = TruthReader.read(bytes.toString(UTF_8));

        assertThat(read.observed()).hasSize(written.observed().size());
        assertThat(read.events().stream().map(Truth.Event::start).collect(Collectors.toList()))
                .isEqualTo(written.events().stream().map(event -> event.start()).toList());
        assertThat(read.events()).allMatch(Truth.Event::visible);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"shutdown\" | \"party\" | /events/0/kind",
                "\"2021-04-24T07:00:12.000Z\" | \"noon\" | /events/0/start",
                "null | \"2021-04-24T06:00:00Z\" | /events/0/end",
                "14400 | -1 | /duration_s",
                "7200.0 | 1.5 | /warmup_s",
                "false | 7 | /events/0/visible",
                "[\"8720e60a5ffffff\",\"401-01\"],[ | [\"8720e60a5ffffff\"],[ | /observed/0",
                "[\"8720e60a4ffffff\", | [\"Kazakhstan-West\", | /observed/1/0",
                "\"events\" | \"happenings\" | /events"
            })
    void namesTheFieldThatIsWrong(String right, String wrong, String pointer) {
        assertThatThrownBy(() -> TruthReader.read(TRUTH.replace(right, wrong)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(pointer + ": ");
    }

    @Test
    void spellsHexagonsAsIncidentsDo() {
        var shouted = TRUTH.replace("8720e60a5ffffff", "8720E60A5FFFFFF");

        assertThat(TruthReader.read(shouted)).isEqualTo(TruthReader.read(TRUTH));
    }

    @Test
    void takesWhatIsNullForAbsent() {
        assertThat(TruthReader.read(TRUTH.replace("7200.0", "null")).warmupSeconds())
                .isZero();
    }

    @Test
    void refusesWhatIsNoTruth() {
        assertThatThrownBy(() -> TruthReader.read("[]")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TruthReader.read("{")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TruthReader.read("")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TruthReader.read(TRUTH + "\n{}")).isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() -> TruthReader.read(TRUTH.replace("null", "nil")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("line 3, column");
    }
}
