package kz.dabyl.broker;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Exit;

/**
 * The thread group of one broker. A thread belongs to the group of the thread that made it, so every thread of a broker
 * that was started from here is found here: that tells which broker a thread belongs to when it wants to end the JVM.
 *
 * <p>Kafka ends the JVM through {@link Exit}. From a thread of an embedded broker that becomes a fault of the broker;
 * from any other thread it does what it always did. Callers count on not coming back, so {@link Halted} is thrown at
 * them, and it ends where it should:
 *
 * <ul>
 *   <li>{@code LogManager}, {@code ReplicaManager}, when the log directory failed: on the thread
 *       {@code LogDirFailureHandler}, which logs it and ends; the partitions were taken offline before, so producers are
 *       told, and what else the broker serves goes on;
 *   <li>{@code LogManager}, when there is no usable directory: on the starting thread, so the start fails;
 *   <li>{@code ShutdownableThread} and {@code KafkaRequestHandler}, after a {@code FatalExitError}: the thread has already
 *       declared itself ended, and ends.
 * </ul>
 *
 * Parking the thread instead would hold the locks that {@code LogManager} has at that moment, and closing would hang.
 */
final class BrokerThreads extends ThreadGroup {

    private static final Set<String> LOG_DIRECTORY_CHECKS = Set.of("handleLogDirFailure", "createAndValidateLogDirs");

    private final Path logs;
    private final Faults faults;

    BrokerThreads(Path logs, Faults faults) {
        super("kafka " + logs);
        this.logs = logs;
        this.faults = faults;
        // Kafka keeps no way back to its defaults; ours fall back to them, so they may stay.
        Exit.setExitProcedure(BrokerThreads::exit);
        Exit.setHaltProcedure(BrokerThreads::halt);
    }

    /** A daemon thread of this group: starting and stopping the broker must not keep the process alive. */
    Thread thread(String name, Runnable work) {
        var thread = new Thread(this, work, "kafka-" + name);
        thread.setDaemon(true);
        return thread;
    }

    private static void exit(int status, String message) {
        ofCurrentThread().ifPresent(broker -> broker.ended(status));
        System.exit(status);
    }

    private static void halt(int status, String message) {
        ofCurrentThread().ifPresent(broker -> broker.ended(status));
        Runtime.getRuntime().halt(status);
    }

    private static Optional<BrokerThreads> ofCurrentThread() {
        for (var group = Thread.currentThread().getThreadGroup(); group != null; group = group.getParent()) {
            if (group instanceof BrokerThreads broker) {
                return Optional.of(broker);
            }
        }
        return Optional.empty();
    }

    private void ended(int status) {
        var thread = Thread.currentThread().getName();
        if (StackWalker.getInstance()
                .walk(frames -> frames.anyMatch(f -> LOG_DIRECTORY_CHECKS.contains(f.getMethodName())))) {
            faults.record("log directory " + logs, LogDirectory.problem(logs));
        } else {
            faults.record("thread " + thread, "it gave up with exit code " + status + ", the log says why");
        }
        throw new Halted(thread);
    }

    /** Ends a thread that asked for the end of the JVM. An error, so that no {@code catch (Exception)} goes on. */
    static final class Halted extends Error {

        private static final long serialVersionUID = 1L;

        private Halted(String thread) {
            super("thread " + thread + " ends; the process does not");
        }
    }
}
