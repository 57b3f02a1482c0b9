package kz.dabyl.alerts.stream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import kz.dabyl.alerts.incidents.IncidentBook;

/**
 * All who follow the stream of events. Incidents are read from the book by each reader at its own pace, so a slow reader
 * costs no memory; of cells each reader is told the newest state only. Thread-safe.
 */
public final class LiveStream {

    /**
     * How readers are served.
     *
     * @param heartbeat pause after which a comment says that the line is alive; a reader that takes nothing from one to the
     *     next is dropped
     * @param retry how long a browser waits before it connects again
     * @param maxReaders more are refused
     */
    public record Config(Duration heartbeat, Duration retry, int maxReaders) {

        public static final Config DEFAULT = new Config(Duration.ofSeconds(15), Duration.ofSeconds(3), 2000);
    }

    private final Vertx vertx;
    private final IncidentBook book;
    private final Config config;
    private final Set<StreamReader> readers = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public LiveStream(Vertx vertx, IncidentBook book, Config config) {
        this.vertx = vertx;
        this.book = book;
        this.config = config;
    }

    /** Whether there is room for one more. */
    public boolean full() {
        return closed || readers.size() >= config.maxReaders();
    }

    /** Answers {@code request}, on whose event loop this is called, with all that comes after {@code offset}. */
    public void open(HttpServerRequest request, long offset) {
        var reader = new StreamReader(vertx.getOrCreateContext(), request, book, offset);
        readers.add(reader);
        reader.start(config, () -> readers.remove(reader));
    }

    /** A revision was added to the book. */
    public void published() {
        readers.forEach(StreamReader::wake);
    }

    /** The state of a cell has changed. */
    public void cell(String cell, String json) {
        readers.forEach(reader -> reader.cell(cell, json));
    }

    /** How many follow. */
    public int size() {
        return readers.size();
    }

    /** Ends all streams; their readers come again elsewhere. */
    public void close() {
        closed = true;
        readers.forEach(StreamReader::end);
    }
}
