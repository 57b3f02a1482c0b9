package kz.dabyl.runtime.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import kz.dabyl.runtime.secrets.SecretFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the service's certificate and its key are, both PEM. Symbolic links are followed at every reading, so that whoever
 * renews them may swap files or whole directories.
 *
 * @param certificate the service's own first, then those that vouch for it
 * @param key in PKCS#8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {

    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);

    /** More than any chain has: what is longer is another file, given by mistake. */
    private static final int MOST_BYTES = 1 << 20;

    /**
     * Reads both. Blocking.
     *
     * @throws UnusableTlsException if they cannot be read or do not belong together
     */
    public TlsIdentity read() throws UnusableTlsException {
        return TlsIdentity.of(certificate.toString(), bytes(certificate), key.toString(), bytes(key));
    }

    /** Says so if the key can be read by others than its owner. */
    void warnOfReaders() {
        try {
            SecretFile.warnOfReaders(key);
        } catch (IOException e) {
            LOG.warn("who can read {} cannot be told: {}", key, e.toString());
        }
    }

    private static byte[] bytes(Path file) throws UnusableTlsException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new UnusableTlsException(file + " does not exist", e);
        } catch (IOException e) {
            throw new UnusableTlsException(file + " cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length > MOST_BYTES) {
            throw new UnusableTlsException(file + " is larger than any certificate or key");
        }
        return bytes;
    }
}
