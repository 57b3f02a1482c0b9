package kz.dabyl.runtime.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who this instance is for Kafka, the same after a restart: so that it takes its own place in the group and ends its own
 * unfinished transactions, where a stranger would have to wait until they time out.
 *
 * <p>Two live instances of one name would throw each other out for ever. The file is therefore locked as long as the name
 * is held, and whoever finds it locked takes a name that is not kept.
 */
public final class InstanceId implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceId.class);
    private static final String FILE = "instance";
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{12}");
    private static final int LENGTH = 12;

    private final String text;
    private final @Nullable FileChannel channel;

    private InstanceId(String text, @Nullable FileChannel channel) {
        this.text = text;
        this.channel = channel;
    }

    /**
     * Takes the name kept in {@code directory}, or a new one.
     *
     * @throws IOException if the directory cannot be used
     */
    public static InstanceId take(Path directory) throws IOException {
        Files.createDirectories(directory);
        var channel = FileChannel.open(
                directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (lock(channel) == null) {
                channel.close();
                LOG.info("another process uses {}: this one takes a name for this run only", directory);
                return new InstanceId(random(), null);
            }
            return new InstanceId(readOrWrite(channel), channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String readOrWrite(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(LENGTH);
        channel.read(bytes, 0);
        var kept = new String(bytes.array(), 0, bytes.position(), US_ASCII);
        if (FORM.matcher(kept).matches()) {
            return kept;
        }
        var fresh = random();
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(fresh.getBytes(US_ASCII)), 0);
        return fresh;
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, LENGTH);
    }

    @Override
    public String toString() {
        return text;
    }

    /** Lets the name go. */
    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                LOG.warn("the name of this instance could not be let go: {}", e.toString());
            }
        }
    }
}
