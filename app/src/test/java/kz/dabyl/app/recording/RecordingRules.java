package kz.dabyl.app.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
        var faults = new ArrayList<String>();
        for (var entry : recording) {
            if (entry instanceof LogEntry.Received received) {
                var before = lastReceived.put(received.collector(), received.received());
                if (before != null && received.received() < before) {
                    faults.add("stamps decrease at " + entry);
                }
                if (received.received() < lastTick.getOrDefault(received.collector(), Long.MIN_VALUE)) {
                    faults.add("after a later tick stands " + entry);
                }
            } else if (entry instanceof LogEntry.Tick tick) {
                var before = lastTick.put(tick.collector(), tick.time());
                if (before != null && tick.time() <= before) {
                    faults.add("not after the tick before it stands " + entry);
                }
            }
        }
        assertThat(faults).isEmpty();
    }
}
