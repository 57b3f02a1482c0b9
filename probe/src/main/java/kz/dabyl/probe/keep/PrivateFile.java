package kz.dabyl.probe.keep;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/**
 * Files that only their owner may read. Written by plain streams: a channel would be closed under a thread that is
 * interrupted, and the thread of the agent is, when it is to say goodbye.
 */
public final class PrivateFile {

    private PrivateFile() {}

    /** Makes a folder that only its owner may enter, and those above it as usual. */
    public static void makeFolder(Path folder) throws IOException {
        var parent = folder.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /** An empty file with mode 0600, whatever stood there before. */
    static void create(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** Replaces the content of {@code file}: after a crash either the old or the new one is there. */
    public static void write(Path file, byte[] content) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        create(fresh);
        try (var out = new FileOutputStream(fresh.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Overwrites a file before it is deleted, and deletes it also where that fails. Flash memory may hold the old content elsewhere for some time. */
    public static void destroy(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try (var out = new RandomAccessFile(file.toFile(), "rw")) {
            var noise = new byte[(int) Math.min(out.length(), 64 * 1024)];
            new SecureRandom().nextBytes(noise);
            for (long left = out.length(); left > 0; left -= noise.length) {
                out.write(noise, 0, (int) Math.min(left, noise.length));
            }
            out.getFD().sync();
        } finally {
            Files.delete(file);
        }
    }
}
