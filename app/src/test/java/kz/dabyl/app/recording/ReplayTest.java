package kz.dabyl.app.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.app.recording.Entries.received;
import static kz.dabyl.app.recording.Entries.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kz.dabyl.model.LogEntry;
import kz.dabyl.model.RecordingReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final long NINE = 1_619_254_800_000L;
    private static final long NOW = 1_790_000_000_000L;
    private static final List<LogEntry> RECORDING = List.of(
            received("c", NINE, "p", 1),
            tick("c", NINE + 1_000),
            received("c", NINE + 1_010, "p", 2),
            tick("c", NINE + 61_000));

    private final FakeTime time = new FakeTime();
    private final FakeService service;

    ReplayTest() throws IOException {
        service = new FakeService();
    }

    /** Time that passes only by waiting, and tells when it was waited for. */
    private static final class FakeTime implements WallTime {

        private final List<Long> waits = new ArrayList<>();
        private long now = NOW;

        @Override
        public long millis() {
            return now;
        }

        @Override
        public void waitUntil(long millis) {
            waits.add(millis - now);
            now = Math.max(now, millis);
        }
    }

    @AfterEach
    void stopsTheService() {
        service.close();
    }

    @Test
    void feedsEveryLineWithItsOwnTimes() throws IOException, InterruptedException {
        var played = Replay.ofLines(client(), Speed.MAX, time).play(source(RECORDING));

        assertThat(entries(service.lines("/v1/recordings"))).isEqualTo(RECORDING);
        assertThat(played).isEqualTo(new Replay.Played(2, 2, 0));
        assertThat(time.waits).isEmpty();
        assertThat(service.requests()).allSatisfy(request -> {
            assertThat(request.authorization()).isEqualTo("Bearer secret");
            assertThat(request.contentType()).isEqualTo("application/x-ndjson");
        });
    }

    @Test
    void keepsThePaceByTheRecordingsTimes() throws IOException, InterruptedException {
        Replay.ofLines(client(), new Speed(10), time).play(source(RECORDING));

        assertThat(time.waits).containsExactly(100L, 6_000L);
        assertThat(service.requests()).hasSize(3);
    }

    @Test
    void sendsALongStretchInPieces() throws IOException, InterruptedException {
        var stretch = Stream.iterate(0, i -> i + 1)
                .limit(5_000)
                .<LogEntry>map(i -> received("c", NINE, "p", i))
                .toList();

        Replay.ofLines(client(), Speed.MAX, time).play(source(stretch));

        assertThat(service.requests()).hasSize(3);
        assertThat(service.lines("/v1/recordings")).hasSize(5_000);
    }

    @Test
    void makesReportsOfNowForAServiceInRealTime() throws IOException, InterruptedException {
        service.answering(202, "{\"accepted\":1,\"duplicates\":0,\"rejected\":[]}")
                .answering(202, "{\"accepted\":0,\"duplicates\":0,\"rejected\":[{\"line\":1}]}");

        var played = Replay.ofReports(client(), time).play(source(RECORDING));

        assertThat(service.lines("/v1/reports"))
                .hasSize(2)
                .satisfies(lines -> assertThat(lines.get(0)).contains("\"at\":\"2026-09-21T14:13:20.000Z\""))
                .satisfies(lines -> assertThat(lines.get(1)).contains("\"at\":\"2026-09-21T14:13:21.010Z\""));
        assertThat(time.waits).containsExactly(1_000L, 60_000L);
        assertThat(played).isEqualTo(new Replay.Played(2, 2, 1));
    }

    @Test
    void countsABatchOfWhichNothingWasGoodAsRefused() throws IOException, InterruptedException {
        service.answering(400, "{\"detail\":\"all bad\"}");

        var played = Replay.ofReports(client(), time).play(source(RECORDING.subList(0, 2)));

        assertThat(played.refused()).isEqualTo(1);
    }

    @Test
    void asksAgainAfterThePauseThatABusyServiceWants() throws IOException, InterruptedException {
        service.answering(503, "2", "{}").answering(429, "", "{}");

        Replay.ofLines(client(), Speed.MAX, time).play(source(RECORDING));

        assertThat(time.waits).containsExactly(2_000L, 1_000L);
        assertThat(service.requests())
                .hasSize(3)
                .extracting(FakeService.Request::body)
                .containsOnly(service.requests().get(0).body());
    }

    @Test
    void endsWithTheServicesWordsWhenItDoesNotTakeTheRecording() {
        service.answering(400, "{\"detail\":\"the lines before it are in the log\"}");

        assertThatThrownBy(() -> Replay.ofLines(client(), Speed.MAX, time).play(source(RECORDING)))
                .isInstanceOf(IOException.class)
                .hasMessage("the service answered 400: the lines before it are in the log");
    }

    @Test
    void givesUpOnAServiceThatStaysBusy() {
        for (var i = 0; i < 20; i++) {
            service.answering(503, "30", "{\"detail\":\"kafka is away\"}");
        }

        assertThatThrownBy(() -> Replay.ofLines(client(), Speed.MAX, time).play(source(RECORDING)))
                .hasMessage("the service answered 503: kafka is away");
        assertThat(time.waits).hasSize(19).containsOnly(10_000L);
    }

    @Test
    void tellsAServiceInRealTimeFromOneThatIsFed() throws IOException, InterruptedException {
        service.answering(409, "{}").answering(202, "{}");

        assertThat(client().livesInRealTime()).isTrue();
        assertThat(client().livesInRealTime()).isFalse();
    }

    @Test
    void saysThatATokenIsWrong() {
        service.answering(401, "{}");

        assertThatThrownBy(() -> client().livesInRealTime()).hasMessageContaining("refuses the token");
    }

    private ServiceClient client() {
        return new ServiceClient(service.address(), "secret", time);
    }

    private static EntrySource source(List<LogEntry> entries) {
        Iterator<LogEntry> rest = entries.iterator();
        return () -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
    }

    private static List<LogEntry> entries(List<String> lines) throws IOException {
        var entries = new ArrayList<LogEntry>();
        var text = String.join("\n", lines);
        try (var reader = new RecordingReader(new ByteArrayInputStream(text.getBytes(UTF_8)))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }
}
