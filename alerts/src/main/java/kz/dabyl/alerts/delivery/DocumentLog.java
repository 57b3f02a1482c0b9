package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Where documents are kept by key: the broker, or a fake in tests. */
public interface DocumentLog {

    /** Done when {@code document} is durable; null deletes the key. */
    Future<Void> append(String topic, String key, @Nullable String document);

    /** Whether nobody else may write meanwhile: who cannot be sure of that must not act on what it has read. */
    default boolean ours() {
        return true;
    }
}
