package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=LogCodecFuzzTest} explores; otherwise the saved inputs run. */
class LogCodecFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void anyBytesEitherDecodeAndEncodeBackOrAreMalformed(byte[] bytes) {
        if (LogCodec.decode(bytes) instanceof Decoded.Ok<List<LogEntry>> ok
                && !ok.value().isEmpty()) {
            assertThat(LogCodec.decode(encode(ok.value()))).isEqualTo(ok);
        }
    }

    private static byte[] encode(List<LogEntry> entries) {
        if (entries.get(0) instanceof LogEntry.Tick tick) {
            return LogCodec.encode(tick);
        }
        if (entries.get(0) instanceof LogEntry.Trust trust) {
            var all = entries.stream().map(LogEntry.Trust.class::cast).toList();
            return LogCodec.encodeTrust(trust.stamp(), all);
        }
        if (entries.get(0) instanceof LogEntry.Notice notice) {
            return LogCodec.encode(notice);
        }
        var received = entries.stream().map(LogEntry.Received.class::cast).toList();
        var first = received.get(0);
        return LogCodec.encode(
                first.collector(),
                first.received(),
                received.stream().map(LogEntry.Received::report).toList());
    }
}
