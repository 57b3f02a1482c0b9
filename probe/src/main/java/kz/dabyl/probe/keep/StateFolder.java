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

    /**
     * What became of a folder that was to be destroyed.
     *
     * @param gone names of what was there
     * @param left names of what could not be destroyed
     */
    public record Destroyed(List<String> gone, List<String> left) {}

    /** Destroys all that stands here, the key first; what resists keeps nothing else from being destroyed. */
    public Destroyed destroy() {
        var destroyed = new Destroyed(new ArrayList<>(), new ArrayList<>());
        for (var file : List.of(key(), identity(), targets(), consent())) {
            destroy(file, destroyed);
        }
        for (var unfinished : List.of("key.new", "identity.new", "targets.new", "consent.new")) {
            destroy(path.resolve(unfinished), destroyed);
        }
        if (Files.isDirectory(outbox())) {
            attempt(outbox(), this::deleteOutbox, destroyed);
        }
        for (var trace : List.of(control(), lockFile())) {
            if (Files.exists(trace) && !deleted(trace)) {
                destroyed.left().add(String.valueOf(trace.getFileName()));
            }
        }
        return destroyed;
    }

    /** Something that the disk may refuse. */
    private interface Destruction {

        void run() throws IOException;
    }

    private static void destroy(Path file, Destroyed destroyed) {
        if (Files.exists(file)) {
            attempt(file, () -> PrivateFile.destroy(file), destroyed);
        }
    }

    private static void attempt(Path what, Destruction destruction, Destroyed destroyed) {
        var name = String.valueOf(what.getFileName());
        try {
            destruction.run();
            destroyed.gone().add(name);
        } catch (IOException e) {
            destroyed.left().add(name);
        }
    }

    private void deleteOutbox() throws IOException {
        try (var files = Files.list(outbox())) {
            for (var file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(outbox());
    }

    private static boolean deleted(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }
}
