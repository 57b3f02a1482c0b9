package kz.dabyl.probe.keep;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The folder of a probe: names of what stands in it, and that only one agent uses it. */
public record StateFolder(Path path) {

    /** Held by the agent that uses the folder. */
    public record Lock(FileChannel channel) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    public Path identity() {
        return path.resolve("identity");
    }

    public Path key() {
        return path.resolve("key");
    }

    public Path outbox() {
        return path.resolve("outbox");
    }

    public Path targets() {
        return path.resolve("targets");
    }

    public Path consent() {
        return path.resolve("consent");
    }

    /** Where a running agent listens for commands. */
    public Path control() {
        return path.resolve("control");
    }

    private Path lockFile() {
        return path.resolve("lock");
    }

    public void make() throws IOException {
        PrivateFile.makeFolder(path);
    }

    /** Empty if another agent has it. */
    public Optional<Lock> lock() throws IOException {
        var channel = FileChannel.open(lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                channel.close();
                return Optional.empty();
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            return Optional.empty();
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(US_ASCII)));
        return Optional.of(new Lock(channel));
    }

    /** The process that has the folder, empty if none does. */
    public OptionalLong holder() throws IOException {
        if (!Files.exists(lockFile())) {
            return OptionalLong.empty();
        }
        try (var file = new RandomAccessFile(lockFile().toFile(), "rw");
                var lock = file.getChannel().tryLock()) {
            if (lock != null) {
                return OptionalLong.empty();
            }
            var pid = Files.readString(lockFile()).strip();
            return pid.matches("[0-9]{1,10}") ? OptionalLong.of(Long.parseLong(pid)) : OptionalLong.empty();
        }
    }

    /** Destroys all that stands here, the key first. Returns the names of what was there. */
    public List<String> destroy() throws IOException {
        var destroyed = new ArrayList<String>();
        if (!Files.isDirectory(path)) {
            return destroyed;
        }
        for (var file : List.of(key(), identity(), targets(), consent())) {
            if (Files.exists(file)) {
                PrivateFile.destroy(file);
                destroyed.add(String.valueOf(file.getFileName()));
            }
        }
        if (Files.isDirectory(outbox())) {
            try (var files = Files.list(outbox())) {
                for (var file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.delete(outbox());
            destroyed.add("outbox");
        }
        for (var unfinished : List.of("key.new", "identity.new", "targets.new", "consent.new")) {
            PrivateFile.destroy(path.resolve(unfinished));
        }
        Files.deleteIfExists(control());
        Files.deleteIfExists(lockFile());
        return destroyed;
    }
}
