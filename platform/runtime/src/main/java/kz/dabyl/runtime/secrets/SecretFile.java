package kz.dabyl.runtime.secrets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that hold a secret, to be read by their owner alone. */
public final class SecretFile {

    private static final Logger LOG = LoggerFactory.getLogger(SecretFile.class);
    private static final int SECRET_BYTES = 32;
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private SecretFile() {}

    /** The secret in {@code file}, made with mode 0600 if there is none yet. */
    public static String kept(Path file, String prefix) throws IOException {
        var secret = Files.exists(file) ? Files.readString(file).strip() : "";
        if (secret.isEmpty()) {
            return made(file, prefix);
        }
        warnOfReaders(file);
        return secret;
    }

    /** Says so if a secret can be read by others than its owner. */
    public static void warnOfReaders(Path file) throws IOException {
        if (!ownersOnly(file)) {
            LOG.warn("{} can be read by others than its owner, give it mode 600", file);
        }
    }

    public static boolean ownersOnly(Path file) throws IOException {
        return Collections.disjoint(Files.getPosixFilePermissions(file), OTHERS);
    }

    private static String made(Path file, String prefix) throws IOException {
        var bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        var secret = prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        // Written aside with its final mode and renamed: nobody ever sees a half-written or a readable secret.
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel =
                FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
            channel.write(ByteBuffer.wrap((secret + "\n").getBytes(UTF_8)));
            // Tokens made with a key that a loss of power takes away would be good for nothing.
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        try (var directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
        return secret;
    }

    /** The lines of a file of secrets that say something. */
    public static List<String> lines(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
