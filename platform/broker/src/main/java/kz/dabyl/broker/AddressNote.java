package kz.dabyl.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/**
 * {@code kafka.address} in a data directory: where the broker of that directory listens. A killed broker leaves it
 * behind, and its port may have passed to somebody else, so a reader asks at the address before it believes it.
 */
final class AddressNote {

    private static final Pattern LOOPBACK = Pattern.compile("(127\\.0\\.0\\.1):(\\d{1,5})");
    private static final int CONNECT_MS = 500;

    /** A busy machine lets a broker that is there wait for seconds; what listens and is none is rare. */
    private static final int ANSWER_MS = 10_000;

    private AddressNote() {}

    static void write(Path data, String address) throws IOException {
        SmallFile.write(file(data), address);
    }

    static void remove(Path data) throws IOException {
        Files.deleteIfExists(file(data));
    }

    /** The noted address, if the broker of this very directory answers there. */
    static Optional<String> verified(Path data, Path logs) throws IOException {
        var note = SmallFile.read(file(data));
        var cluster = LogDirectory.clusterId(logs);
        if (note.isEmpty() || cluster.isEmpty()) {
            return Optional.empty();
        }
        return listens(note.get()) && clusterAt(note.get()).equals(cluster) ? note : Optional.empty();
    }

    /** Asked first, because Kafka's client would go on trying, and would complain at each try. */
    private static boolean listens(String address) {
        var parts = LOOPBACK.matcher(address);
        if (!parts.matches() || Integer.parseInt(parts.group(2)) > 0xFFFF) {
            return false;
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), CONNECT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> clusterAt(String address) {
        var admin = Admin.create(Map.of(
                "bootstrap.servers", address,
                "request.timeout.ms", ANSWER_MS,
                "default.api.timeout.ms", ANSWER_MS));
        try {
            return Optional.of(admin.describeCluster().clusterId().get(ANSWER_MS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            admin.close(Duration.ZERO);
        }
    }

    private static Path file(Path data) {
        return data.resolve("kafka.address");
    }
}
