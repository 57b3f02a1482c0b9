package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingWriterTest {

    private static final List<LogEntry> ENTRIES = List.of(
            new LogEntry.ThresholdsSet(new Thresholds(2, 4, List.of("KZ", "KG"), 30, 90, 10, 2.5, 0.1, 7)),
            new LogEntry.RalliesSet(List.of(
                    new Rally(
                            "2021-04-24-almaty",
                            "Митинг",
                            Samples.AT,
                            Samples.AT + 60_000,
                            List.of(),
                            new Rally.Circle(43.2383, 76.9454, 1500)),
                    new Rally("r2", "", Samples.AT, Samples.AT + 1, List.of(Samples.PLACE, "KZ-71"), null))),
            new LogEntry.Tick(Samples.AT, "c1"),
            Samples.THRESHOLDS_SET,
            Samples.RALLIES_SET,
            Samples.TRUST,
            new LogEntry.Trust("p-1", "i-1", TrustLevel.INVITED),
            new LogEntry.Trust("p-2", "i-2", TrustLevel.VOUCHED),
            new LogEntry.Received(Samples.AT + 412, "c1", Samples.FULL),
            new LogEntry.Received(Samples.AT + 413, "c2", Samples.BARE));

    @Test
    void writesWhatTheReaderReadsBack() throws IOException {
        var bytes = write(ENTRIES);

        assertThat(read(bytes)).isEqualTo(ENTRIES);
    }

    @Test
    void writesEveryEntryOnALineOfItsOwn() throws IOException {
        var text = new String(write(ENTRIES), UTF_8);

        assertThat(text).endsWith("}\n");
        assertThat(text.lines()).hasSize(ENTRIES.size()).allMatch(line -> line.startsWith("{") && line.endsWith("}"));
    }

    @Test
    void writesTicksAsTheContractDoes() throws IOException {
        assertThat(new String(write(List.of(new LogEntry.Tick(Samples.AT, "c1"))), UTF_8))
                .isEqualTo("{\"tick\":\"2021-04-24T07:00:30.000Z\",\"collector\":\"c1\"}\n");
    }

    @Test
    void writesNoticesAsTheContractDoesAndThenWhenTheyWereWritten() throws IOException {
        assertThat(new String(
                        write(List.of(new LogEntry.Trust("p-1", "i-1", TrustLevel.INVITED), Samples.TRUST)), UTF_8))
                .isEqualTo("""
                        {"trust":{"probe":"p-1","invite":"i-1","revoked":false}}
                        {"trust":{"probe":"p-5f0c7e21","invite":"i-7","revoked":true},"received":"2021-04-24T07:00:30.414Z","collector":"c1"}
                        """);
    }

    @Test
    void leavesOutKindsThatItDoesNotKnow() throws IOException {
        assertThat(write(List.of(new LogEntry.Other("state")))).isEmpty();
    }

    @Test
    void showsWhatWasFlushed() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new RecordingWriter(out)) {
            writer.write(new LogEntry.Tick(Samples.AT, "c1"));
            writer.flush();

            assertThat(out.toString(UTF_8)).endsWith("\n");
        }
    }

    private static byte[] write(List<LogEntry> entries) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var writer = new RecordingWriter(out)) {
            for (var entry : entries) {
                writer.write(entry);
            }
        }
        return out.toByteArray();
    }

    private static List<LogEntry> read(byte[] bytes) throws IOException {
        var entries = new ArrayList<LogEntry>();
        try (var reader = new RecordingReader(new ByteArrayInputStream(bytes))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                entries.add(entry.get());
            }
        }
        return entries;
    }
}
