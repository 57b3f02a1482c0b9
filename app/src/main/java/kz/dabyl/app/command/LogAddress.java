package kz.dabyl.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.dabyl.broker.BrokerConfig;
import kz.dabyl.broker.EmbeddedBroker;

/** Where the log is: in a cluster, in a service that runs, or in a data directory whose broker has to be started for it. */
final class LogAddress {

    static final String EMBEDDED = "embedded";
    private static final Pattern CLUSTER = Pattern.compile("[^\\s,]+:[0-9]{1,5}(,[^\\s,]+:[0-9]{1,5})*");

    private LogAddress() {}

    /**
     * The addresses of a cluster that {@code --kafka} names; empty for the broker of this process.
     *
     * @throws BadInputException if they are none
     */
    static Optional<String> cluster(String kafka) {
        if (kafka.equals(EMBEDDED)) {
            return Optional.empty();
        }
        if (!CLUSTER.matcher(kafka).matches()) {
            throw new BadInputException("--kafka: expected host:port,… or embedded, was " + kafka);
        }
        return Optional.of(kafka);
    }

    /** Does something with a broker. */
    interface Task {

        void run(String bootstrapServers) throws IOException;
    }

    /**
     * Runs {@code task} while the broker is there.
     *
     * @param kafka a cluster; absent or {@code embedded} where the log is in {@code data}
     * @throws BadInputException if there is no log in {@code data}
     */
    static void use(Optional<String> kafka, Path data, Task task) throws IOException {
        var cluster = kafka.flatMap(LogAddress::cluster)
                .or(() -> Files.isDirectory(data) ? EmbeddedBroker.runningAt(data) : Optional.empty());
        if (cluster.isPresent()) {
            task.run(cluster.get());
            return;
        }
        if (!holdsLog(data)) {
            throw new BadInputException("--data: there is no log in " + data);
        }
        try (var broker = EmbeddedBroker.start(embedded(data))) {
            task.run(broker.bootstrapServers());
        }
    }

    /**
     * A broker on {@code data}.
     *
     * @throws BadInputException if none can be there
     */
    static BrokerConfig embedded(Path data) {
        try {
            return BrokerConfig.in(data);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--data: " + e.getMessage(), e);
        }
    }

    static boolean holdsLog(Path data) {
        return Files.isDirectory(data.resolve("kafka"));
    }
}
