package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the newest document of each key in one topic: writes to one key follow each other, and what the broker does not
 * take is tried again until it does, unless a newer document has come for the same key by then.
 *
 * <p>Confined to one context, but for {@link #fault}.
 */
final class Journal {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration LAST_RETRY = Duration.ofSeconds(2);

    /** One key with something to write. */
    private static final class Slot {
        private @Nullable String newest;
        private List<Promise<Void>> waiting = new ArrayList<>();
        private boolean writing;
    }

    private final Vertx vertx;
    private final DocumentLog log;
    private final String topic;
    private final Map<String, Slot> slots = new HashMap<>();
    private volatile @Nullable String fault;
    private boolean closed;

    Journal(Vertx vertx, DocumentLog log, String topic) {
        this.vertx = vertx;
        this.log = log;
        this.topic = topic;
    }

    /** Done when this document, or a newer one of its key, is durable. Null deletes the key. */
    Future<Void> put(String key, @Nullable String document) {
        var slot = slots.computeIfAbsent(key, k -> new Slot());
        var promise = Promise.<Void>promise();
        slot.newest = document;
        slot.waiting.add(promise);
        if (!slot.writing) {
            write(key, slot, FIRST_RETRY);
        }
        return promise.future();
    }

    private void write(String key, Slot slot, Duration retry) {
        slot.writing = true;
        var written = slot.waiting;
        slot.waiting = new ArrayList<>();
        log.append(topic, key, slot.newest)
                .onSuccess(v -> settled(key, slot, written))
                .onFailure(cause -> {
                    slot.waiting.addAll(0, written);
                    again(key, slot, retry, cause);
                });
    }

    private void settled(String key, Slot slot, List<Promise<Void>> written) {
        fault = null;
        slot.writing = false;
        if (slot.waiting.isEmpty()) {
            slots.remove(key);
        } else {
            write(key, slot, FIRST_RETRY);
        }
        written.forEach(Promise::tryComplete);
    }

    private void again(String key, Slot slot, Duration retry, Throwable cause) {
        if (closed) {
            return;
        }
        if (fault == null && retry.compareTo(LAST_RETRY) >= 0) {
            LOG.warn("topic {} cannot be written, trying again: {}", topic, cause.toString());
            fault = "topic " + topic + " cannot be written: " + cause.getClass().getSimpleName();
        }
        var longer = retry.multipliedBy(2);
        vertx.setTimer(retry.toMillis(), t -> write(key, slot, longer.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : longer));
    }

    /** What keeps documents from being stored, if that lasts. */
    Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** Done when all that was put is durable. */
    Future<Void> flush() {
        var waiting = slots.values().stream()
                .map(slot -> {
                    var promise = Promise.<Void>promise();
                    slot.waiting.add(promise);
                    return promise.future();
                })
                .toList();
        return Future.join(waiting).mapEmpty();
    }

    /** Gives up what is not durable yet. */
    void close() {
        closed = true;
    }
}
