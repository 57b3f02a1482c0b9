package kz.dabyl.alerts.page;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Documents that were made, each kept until what it shows has changed: however many readers ask, it is made once. Made on
 * worker threads, for event loops have others to serve.
 *
 * <p>Thread-safe.
 */
final class PageCache {

    private static final int MOST = 200;

    private record Entry(Object version, Future<Rendered> rendered) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Entry> eldest) {
            return size() > MOST;
        }
    };

    /**
     * The document {@code name} as of {@code version}, which says by its {@code equals} whether there is anything new.
     *
     * @param document makes it
     */
    Future<Rendered> get(Vertx vertx, String name, Object version, Supplier<String> document) {
        synchronized (entries) {
            var known = entries.get(name);
            if (known != null && known.version.equals(version) && !known.rendered.failed()) {
                return known.rendered;
            }
            var rendered = vertx.executeBlocking(() -> Rendered.of(document.get()), false);
            entries.put(name, new Entry(version, rendered));
            return rendered;
        }
    }
}
