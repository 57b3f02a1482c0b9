package kz.dabyl.app.backtest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Label;
import kz.dabyl.model.LabelBook;
import kz.dabyl.model.LabelChange;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.NoSuchTopicException;
import kz.dabyl.runtime.kafka.TopicReader;

/** What operators know of incidents, as {@link Topics#LABELS} has it. */
final class LabelsAtRest {

    private LabelsAtRest() {}

    /** The labels that hold; none in a log that has no place for them. */
    static List<Label> of(KafkaAccess kafka) throws IOException {
        var book = new LabelBook();
        try (var topic = TopicReader.open(kafka, Topics.LABELS, "backtest")) {
            topic.read(0, record -> {
                if (record.value() != null) {
                    take(record.value(), book);
                }
                return true;
            });
        } catch (NoSuchTopicException e) {
            return List.of();
        }
        return book.all();
    }

    private static void take(byte[] value, LabelBook book) {
        try {
            book.take(LabelChange.parse(new String(value, UTF_8)));
        } catch (InvalidInputException e) {
            // Of a newer program: what cannot be understood says nothing of an incident.
            return;
        }
    }
}
