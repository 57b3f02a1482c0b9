package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=RecordingReaderFuzzTest} explores; otherwise the saved inputs run. */
class RecordingReaderFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreEntriesThatCanBeWrittenAgainUpToALineThatIsNamed(byte[] bytes) throws IOException {
        var entries = new ArrayList<LogEntry>();
        try {
            readInto(entries, bytes);
        } catch (InvalidInputException e) {
            assertThat(e.pointer()).matches("line [0-9]+( /.*)?");
        }
        entries.removeIf(LogEntry.Other.class::isInstance);

        var again = new ArrayList<LogEntry>();
        readInto(again, write(entries));

        assertThat(again).isEqualTo(entries);
    }

    private static void readInto(List<LogEntry> entries, byte[] bytes) throws IOException {
        try (var reader = new RecordingReader(new ByteArrayInputStream(bytes))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                entries.add(entry.get());
            }
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
}
