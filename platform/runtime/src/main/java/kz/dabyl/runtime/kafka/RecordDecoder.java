package kz.dabyl.runtime.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import kz.dabyl.model.InvalidInputException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the records of one topic say. A record that says nothing is told of with its place, counted, and passed over.
 * {@link InvalidInputException} alone means that: any other exception is a mistake of ours, and goes on to whoever handed the
 * record over, such as {@link TopicTail}, which calls its view damaged then. Thread-safe.
 */
public final class RecordDecoder<T> {

    private static final Logger LOG = LoggerFactory.getLogger(RecordDecoder.class);

    private final Form<T> form;
    private final Counter malformed;

    /** How values are written. */
    public interface Form<T> {

        /** @throws InvalidInputException if the value is of no form that this program knows */
        T read(byte[] value);
    }

    public RecordDecoder(MeterRegistry meters, String topic, Form<T> form) {
        this.form = form;
        this.malformed = Counter.builder("dabyl.malformed.records")
                .description("Records that made no sense to a view of a topic, and were passed over")
                .tag("topic", topic)
                .register(meters);
    }

    /** What a record says; empty where it makes no sense, or only deletes its key. */
    public Optional<T> decode(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        var value = record.value();
        if (value == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(form.read(value));
        } catch (InvalidInputException e) {
            malformed.increment();
            LOG.warn(
                    "record {} of partition {} of {} is as if it had not been written, for it makes no sense: {}."
                            + " A newer version wrote it, or something that is not Dabyl",
                    record.offset(),
                    record.partition(),
                    record.topic(),
                    e.getMessage());
            return Optional.empty();
        }
    }
}
