package kz.dabyl.app.service;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened, to be closed in the opposite order, whatever fails on the way. Thread-safe. */
final class OpenParts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OpenParts.class);

    private final Deque<Part> parts = new ArrayDeque<>();

    private record Part(String name, AutoCloseable closing) {}

    synchronized void add(String name, AutoCloseable closing) {
        parts.push(new Part(name, closing));
    }

    /** Whatever was opened since: {@code name} is closed before it. */
    synchronized void closeFirst(String name) {
        var first = parts.stream().filter(part -> part.name.equals(name)).toList();
        parts.removeAll(first);
        first.forEach(parts::push);
    }

    /** Does nothing the second time. */
    @Override
    public synchronized void close() {
        while (!parts.isEmpty()) {
            var part = parts.pop();
            var began = System.nanoTime();
            try {
                part.closing.close();
                LOG.debug("{} closed in {} ms", part.name, (System.nanoTime() - began) / 1_000_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("{} did not close: {}", part.name, e.toString());
            }
        }
    }
}
