package kz.dabyl.broker;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Apache Kafka inside this process: one node, broker and controller in one, listening on loopback only, at free ports
 * that change with every start. What a client was told is acknowledged outlives the death of the process, and with
 * {@link BrokerConfig#durable()} the loss of power.
 *
 * <p>What would make Kafka end the JVM is a {@link #fault()} here instead: the process lives on and can say what is
 * wrong, the broker has to be started anew.
 *
 * <p>Thread-safe. All methods that talk to Kafka block. Closing is the owner's: there is no shutdown hook.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(8);

    private final BrokerConfig config;
    private final DirectoryLock lock;
    private final LoopbackSockets sockets;
    private final Faults faults = new Faults();
    private final BrokerThreads threads;

    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private volatile @Nullable KafkaNode node;
    private boolean closed;

    private EmbeddedBroker(BrokerConfig config, DirectoryLock lock, LoopbackSockets sockets) {
        this.config = config;
        this.lock = lock;
        this.sockets = sockets;
        this.threads = new BrokerThreads(logs(config.directory()), faults);
    }

    /**
     * Starts the broker of a data directory, formatting the directory if it is new, and returns when it takes requests.
     *
     * @throws BrokerStartException if the directory is in use, of a newer format or damaged, or Kafka does not start
     */
    public static EmbeddedBroker start(BrokerConfig config) {
        var data = config.directory();
        try {
            createPrivate(logs(data));
            var lock = DirectoryLock.acquire(data);
            EmbeddedBroker broker;
            try {
                FormatVersion.check(data);
                LogDirectory.formatIfNew(logs(data));
                broker = new EmbeddedBroker(config, lock, openSockets());
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
            broker.launch();
            return broker;
        } catch (IOException e) {
            throw new BrokerStartException("cannot use " + data + " as data directory: " + e, e);
        }
    }

    /**
     * The bootstrap address of the broker that runs on a data directory, in whatever process. Asks the broker, so that
     * neither what a killed one left behind nor another broker at its old port counts.
     */
    public static Optional<String> runningAt(Path data) {
        try {
            return AddressNote.verified(data, logs(data));
        } catch (IOException e) {
            LOG.warn("cannot tell whether a broker runs on {}: {}", data, e.toString());
            return Optional.empty();
        }
    }

    /** What clients connect to, {@code 127.0.0.1:port}. */
    public String bootstrapServers() {
        return sockets.address(BrokerProperties.CLIENTS);
    }

    /** What broke in the broker, once something has: it does not heal, only a new start does. Never blocks. */
    public Optional<String> fault() {
        return faults.text();
    }

    private void launch() throws IOException {
        threads.thread("start", this::startNode).start();
        try {
            CompletableFuture.anyOf(ready, faults.first()).get();
            faults.text().ifPresent(fault -> {
                throw new BrokerStartException(notStarted() + fault);
            });
            AddressNote.write(config.directory(), bootstrapServers());
            LOG.info("kafka listens on {}, logs in {}", bootstrapServers(), logs(config.directory()));
        } catch (ExecutionException e) {
            close();
            var cause = e.getCause() == null ? e : e.getCause();
            throw new BrokerStartException(notStarted() + fault().orElseGet(cause::toString), cause);
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new BrokerStartException(notStarted() + "interrupted", e);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private String notStarted() {
        return "the broker on " + config.directory() + " did not start: ";
    }

    /** Runs on a thread of the group, so that all threads Kafka makes belong to it. */
    private void startNode() {
        try {
            var starting =
                    new KafkaNode(BrokerProperties.of(config, logs(config.directory()), sockets), sockets, faults);
            node = starting;
            starting.startup();
            ready.complete(null);
        } catch (Throwable e) {
            ready.completeExceptionally(e);
        }
    }

    /** Stops the broker within a few seconds. Does nothing the second time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        var stopped = new CompletableFuture<Void>();
        threads.thread("stop", () -> stopNode(stopped)).start();
        tidy("address", () -> AddressNote.remove(config.directory()));
        try {
            stopped.orTimeout(LONGEST_CLOSE.toMillis(), TimeUnit.MILLISECONDS).join();
            tidy("lock", lock::close);
        } catch (CompletionException e) {
            // What still runs may still write: the directory stays locked until the process ends.
            LOG.warn("kafka did not stop: {}", String.valueOf(e.getCause()));
        }
    }

    private void tidy(String what, Utils.SwallowAction action) {
        Utils.swallow(LOG, Level.WARN, "could not tidy the " + what + " in " + config.directory(), action);
    }

    private void stopNode(CompletableFuture<Void> stopped) {
        try {
            ready.handle((v, failure) -> true).join();
            var running = node;
            if (running != null) {
                running.shutdown();
            }
            sockets.close();
            stopped.complete(null);
        } catch (Throwable e) {
            stopped.completeExceptionally(e);
        }
    }

    private static LoopbackSockets openSockets() throws IOException {
        return LoopbackSockets.open(BrokerProperties.CLIENTS, BrokerProperties.QUORUM);
    }

    private static Path logs(Path data) {
        return data.resolve("kafka");
    }

    /** Who reports from where is nobody else's business on a shared machine. */
    private static void createPrivate(Path logs) throws IOException {
        var attributes = FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
        Files.createDirectories(logs, attributes);
    }
}
