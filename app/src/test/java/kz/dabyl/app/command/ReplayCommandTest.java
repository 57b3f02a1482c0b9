package kz.dabyl.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import kz.dabyl.app.recording.FakeService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplayCommandTest {

    private static final String RECORDING = """
            {"received":"2021-04-24T07:00:30.412Z","collector":"c1","report":{"probe":"p-5f0c7e21","seq":1042,\
            "at":"2021-04-24T07:00:30.000Z","interval_s":30,"place":"8820e60003fffff","network":"401-01",\
            "access":"mobile"}}
            {"tick":"2021-04-24T07:00:31.000Z","collector":"c1"}
            """;
    private static final Map<String, String> TOKEN = Map.of("DABYL_OPERATOR_TOKEN", "op_secret");

    @Test
    void playsARecordingToAServiceThatIsFed() throws IOException {
        try (var service = new FakeService()) {
            var run = Run.with("replay - --speed max --to " + service.address(), RECORDING, TOKEN);

            assertThat(run).isEqualTo(new Run(0, "", "dabyl: played 1 reports and 1 ticks\n"));
            assertThat(service.requests()).hasSize(2).allSatisfy(request -> {
                assertThat(request.path()).isEqualTo("/v1/recordings");
                assertThat(request.authorization()).isEqualTo("Bearer op_secret");
            });
        }
    }

    @Test
    void playsReportsToAServiceInRealTime() throws IOException {
        try (var service = new FakeService().answering(409, "{}")) {
            var run = Run.with("replay - --to " + service.address(), RECORDING, TOKEN);

            assertThat(run.exitCode()).isZero();
            assertThat(service.requests())
                    .extracting(FakeService.Request::path)
                    .containsExactly("/v1/recordings", "/v1/reports");
        }
    }

    @Test
    void refusesToHurryAServiceInRealTime() throws IOException {
        try (var service = new FakeService().answering(409, "{}")) {
            var run = Run.with("replay - --speed 60 --to " + service.address(), RECORDING, TOKEN);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).startsWith("dabyl: --speed: ").hasLineCount(1);
        }
    }

    @Test
    void failsWithoutAService() throws IOException {
        URI gone;
        try (var service = new FakeService()) {
            gone = service.address();
        }

        var run = Run.with("replay - --to " + gone, RECORDING, TOKEN);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("dabyl: " + gone + " cannot be reached: ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "replay -",
                "replay --to http://127.0.0.1:1",
                "replay - --to nonsense",
                "replay - --to ftp://127.0.0.1",
                "replay - --to http://127.0.0.1:1 --speed fast",
                "replay no-such-file --to http://127.0.0.1:1"
            })
    void answersAWrongCommandLineWithCode2AndOneLine(String line) {
        var run = Run.with(line, RECORDING, TOKEN);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("dabyl: ").hasLineCount(1);
    }

    @Test
    void wantsAToken() {
        var run = Run.of("replay - --to http://127.0.0.1:1");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("DABYL_OPERATOR_TOKEN").hasLineCount(1);
    }
}
