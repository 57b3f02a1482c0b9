package kz.dabyl.app.command;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.apache.logging.log4j.LogManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets a service end in good order however its process is told to: by a signal or by its own command. A service that does
 * not end in time is left where it is: the log survives that. Thread-safe.
 */
final class Ending implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ending.class);
    private static final Duration LIMIT = Duration.ofSeconds(13);

    private final Thread closing;
    private final Thread hook;
    private final CountDownLatch never = new CountDownLatch(1);

    private Ending(AutoCloseable service) {
        closing = new Thread(() -> close(service), "closing");
        closing.setDaemon(true);
        hook = new Thread(this::end, "shutdown");
    }

    /** From now on a signal closes {@code service} before the process ends. */
    static Ending of(AutoCloseable service) {
        var ending = new Ending(service);
        Runtime.getRuntime().addShutdownHook(ending.hook);
        return ending;
    }

    /** Whether the service is being closed. */
    boolean begun() {
        return closing.getState() != Thread.State.NEW;
    }

    /** Waits for a signal, which ends the process. */
    void await() throws InterruptedException {
        never.await();
    }

    /** A service that a signal has closed in good order has done what it should: its exit code says so. */
    private void end() {
        var signalled = closing.getState() == Thread.State.NEW;
        var done = begin();
        LogManager.shutdown();
        if (signalled && done) {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Whether it is closed. */
    private synchronized boolean begin() {
        try {
            if (closing.getState() == Thread.State.NEW) {
                closing.start();
            }
            closing.join(LIMIT.toMillis());
            if (!closing.isAlive()) {
                return true;
            }
            LOG.warn("not closed within {} s, ending all the same", LIMIT.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static void close(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            LOG.warn("could not be closed in good order: {}", e.toString());
        }
    }

    /** Closes the service now. */
    @Override
    public void close() {
        begin();
    }
}
