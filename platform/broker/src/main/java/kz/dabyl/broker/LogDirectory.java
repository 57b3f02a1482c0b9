package kz.dabyl.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.EligibleLeaderReplicasVersion;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.ShareVersion;

/** The directory in which Kafka keeps its logs: {@code kafka} in the data directory. */
final class LogDirectory {

    private static final String IDENTITY = "meta.properties";
    private static final Pattern PARTITION = Pattern.compile(".+-\\d+");

    private LogDirectory() {}

    /** The identity of the cluster whose logs these are; empty before the first start. */
    static Optional<String> clusterId(Path logs) throws IOException {
        var identity = logs.resolve(IDENTITY);
        if (!Files.isRegularFile(identity)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var in = Files.newBufferedReader(identity)) {
            properties.load(in);
        }
        return Optional.ofNullable(properties.getProperty("cluster.id"));
    }

    /** Makes the directory ready for its first start. Kafka writes the identity last, so what was cut short is redone. */
    static void formatIfNew(Path logs) throws IOException {
        if (clusterId(logs).isPresent()) {
            return;
        }
        refuseLogsWithoutIdentity(logs);
        var formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(BrokerProperties.NODE_ID)
                .addDirectory(logs.toString())
                .setMetadataLogDirectory(logs.toString())
                .setControllerListenerName(BrokerProperties.QUORUM)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                // One replica: nobody else is eligible, and an unclean stop must not take it out of its own ISR.
                .setFeatureLevel(EligibleLeaderReplicasVersion.FEATURE_NAME, (short) 0)
                .setFeatureLevel(ShareVersion.FEATURE_NAME, (short) 0);
        try {
            formatter.run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(logs + " cannot be formatted: " + e.getMessage(), e);
        }
    }

    /** A new identity over old logs would hide them for good. */
    private static void refuseLogsWithoutIdentity(Path logs) throws IOException {
        if (!Files.isDirectory(logs)) {
            return;
        }
        try (var entries = Files.list(logs)) {
            if (entries.anyMatch(
                    e -> PARTITION.matcher(e.getFileName().toString()).matches())) {
                throw new BrokerStartException(logs + " holds logs, but its " + IDENTITY
                        + " is gone: put it back from a backup, or move the directory away to start anew");
            }
        }
    }

    /** What is wrong with a directory that Kafka has given up: tried out, because Kafka only logs the cause. */
    static String problem(Path logs) {
        if (!Files.isDirectory(logs)) {
            return Files.exists(logs) ? "it is not a directory any more" : "it is gone";
        }
        try {
            var probe = Files.createTempFile(logs, "probe", ".tmp");
            try {
                Files.write(probe, new byte[4096]);
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return e.toString();
        }
        return "a read or write failed, the log says which";
    }
}
