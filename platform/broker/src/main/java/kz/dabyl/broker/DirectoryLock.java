package kz.dabyl.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a data directory for one broker: against other processes by a lock on {@code kafka.lock}, which the system
 * releases when the process dies, and against others in this process by a set. The set is asked first, since closing any
 * channel on a file gives up the locks that the process has on it.
 *
 * <p>Thread-safe.
 */
final class DirectoryLock implements AutoCloseable {

    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
    private static final int LONGEST_PID = 20;

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock acquire(Path data) throws IOException {
        var directory = data.toRealPath();
        if (!HELD_HERE.add(directory)) {
            throw inUse(data, "this process");
        }
        try {
            return lock(data, directory);
        } catch (IOException | RuntimeException e) {
            HELD_HERE.remove(directory);
            throw e;
        }
    }

    private static DirectoryLock lock(Path data, Path directory) throws IOException {
        var channel = FileChannel.open(directory.resolve("kafka.lock"), CREATE, READ, WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(data, "process " + holder(channel));
            }
            channel.truncate(0);
            channel.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())), 0);
            return new DirectoryLock(directory, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var pid = ByteBuffer.allocate(LONGEST_PID);
        channel.read(pid, 0);
        return UTF_8.decode(pid.flip()).toString();
    }

    private static BrokerStartException inUse(Path data, String holder) {
        return new BrokerStartException(
                data + " is in use by " + holder + ": stop it first, or choose another data directory");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(directory);
        }
    }
}
