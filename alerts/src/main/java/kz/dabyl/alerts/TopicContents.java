package kz.dabyl.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import kz.dabyl.runtime.KafkaAccess;
import kz.dabyl.runtime.TopicTail;

/** Reads a compacted topic to its end, once. Blocking. */
final class TopicContents {

    private TopicContents() {}

    /** @throws IllegalStateException if the end is not reached within {@code limit} */
    static Map<String, String> read(KafkaAccess kafka, String topic, Duration limit) throws InterruptedException {
        var newest = new ConcurrentHashMap<String, String>();
        var tail = TopicTail.follow(kafka, topic, record -> {
            var key = record.key();
            var value = record.value();
            if (key != null && value == null) {
                newest.remove(key);
            } else if (key != null && value != null) {
                newest.put(key, new String(value, UTF_8));
            }
        });
        try {
            if (!tail.awaitCaughtUp(limit)) {
                throw new IllegalStateException("topic " + topic + " could not be read within " + limit.toSeconds()
                        + " s: " + tail.fault().orElse("it is long"));
            }
        } finally {
            tail.close();
        }
        return Map.copyOf(newest);
    }
}
