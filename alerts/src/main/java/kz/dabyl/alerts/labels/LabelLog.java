package kz.dabyl.alerts.labels;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import kz.dabyl.alerts.delivery.DocumentLog;
import kz.dabyl.model.LabelBook;
import kz.dabyl.model.LabelChange;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.RecordDecoder;
import kz.dabyl.runtime.kafka.TopicTail;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code dabyl.labels}: writes to it, and keeps a {@link LabelBook} of what it says. What is written comes into the
 * book by the topic only, so that all processes have the same order. Thread-safe.
 */
public final class LabelLog implements TopicTail.Listener {

    private static final long PATIENCE_SECONDS = 10;

    private final DocumentLog log;
    private final RecordDecoder<LabelChange> decoder;
    private final LabelBook book = new LabelBook();

    /** Writers that wait for their changes, by id. */
    private final Map<String, Promise<Void>> waiting = new ConcurrentHashMap<>();

    public LabelLog(DocumentLog log, MeterRegistry meters) {
        this.log = log;
        decoder = new RecordDecoder<>(meters, Topics.LABELS, value -> LabelChange.parse(new String(value, UTF_8)));
    }

    public LabelBook book() {
        return book;
    }

    /** Done when the change is durable and in the book. */
    public Future<Void> put(LabelChange change) {
        var seen = Promise.<Void>promise();
        waiting.put(change.id(), seen);
        return log.append(Topics.LABELS, change.key(), change.text())
                .compose(v -> seen.future().timeout(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .onComplete(v -> waiting.remove(change.id()));
    }

    @Override
    public void onRecord(ConsumerRecord<@Nullable String, byte @Nullable []> record) {
        decoder.decode(record).ifPresent(this::take);
    }

    private void take(LabelChange change) {
        book.take(change);
        var seen = waiting.remove(change.id());
        if (seen != null) {
            seen.tryComplete();
        }
    }
}
