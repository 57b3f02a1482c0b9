package kz.dabyl.app.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.model.LogEntry;

/** What the contract promises of every recording. */
public final class RecordingRules {

    private RecordingRules() {}

    /** Fails unless {@code recording} keeps the order that collectors guarantee, and repeats no tick. */
    public static void check(List<LogEntry> recording) {
        Map<String, Long> lastReceived = new HashMap<>();
        Map<String, Long> lastTick = new HashMap<>();
        for (var entry : recording) {
            if (entry instanceof LogEntry.Received received) {
                var before = lastReceived.put(received.collector(), received.received());
                assertThat(received.received())
                        .as("received of %s never decreases", received.collector())
                        .isGreaterThanOrEqualTo(before == null ? Long.MIN_VALUE : before);
                assertThat(received.received())
                        .as("no report of %s comes after a tick that is later", received.collector())
                        .isGreaterThanOrEqualTo(lastTick.getOrDefault(received.collector(), Long.MIN_VALUE));
            } else if (entry instanceof LogEntry.Tick tick) {
                var before = lastTick.put(tick.collector(), tick.time());
                assertThat(tick.time())
                        .as("ticks of %s grow", tick.collector())
                        .isGreaterThan(before == null ? Long.MIN_VALUE : before);
            }
        }
    }
}
