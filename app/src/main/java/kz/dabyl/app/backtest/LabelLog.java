package kz.dabyl.app.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kz.dabyl.detector.tuning.history.Label;
import kz.dabyl.runtime.KafkaAccess;
import kz.dabyl.runtime.NoSuchTopicException;
import kz.dabyl.runtime.TopicReader;

/** What people have said of incidents, as its topic has it. */
final class LabelLog {

    private static final String TOPIC = "dabyl.labels";

    private LabelLog() {}

    /** The labels that hold; none in a log that has no place for them. */
    static List<Label> of(KafkaAccess kafka) throws IOException {
        Map<String, Label> labels = new HashMap<>();
        try (var topic = TopicReader.open(kafka, TOPIC, "backtest")) {
            topic.read(0, record -> {
                var key = record.key() == null ? "" : new String(record.key(), UTF_8);
                labels.remove(key);
                if (record.value() != null) {
                    Label.parse(new String(record.value(), UTF_8)).ifPresent(label -> labels.put(key, label));
                }
                return true;
            });
        } catch (NoSuchTopicException e) {
            return List.of();
        }
        return List.copyOf(labels.values());
    }
}
