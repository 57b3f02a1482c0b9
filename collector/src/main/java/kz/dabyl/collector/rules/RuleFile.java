package kz.dabyl.collector.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file of thresholds or rallies that may change. Symbolic links are followed at every reading, so that whoever changes it
 * may swap files or whole directories.
 */
public record RuleFile(Path path, Parser parser) {

    /** More than any document has: what is longer is another file, put there by mistake. */
    private static final int MOST_BYTES = 4 << 20;

    /** Understands the bytes of a file. */
    public interface Parser {

        RuleReading parse(byte[] bytes) throws UnusableRulesException;
    }

    String name() {
        return String.valueOf(path.getFileName());
    }

    /** Blocking. */
    byte[] bytes() throws UnusableRulesException {
        byte[] bytes;
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new UnusableRulesException(path + ": is no regular file");
        }
        try (var in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new UnusableRulesException(path + ": there is no such file", e);
        } catch (IOException e) {
            throw new UnusableRulesException(path + ": cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length > MOST_BYTES) {
            throw new UnusableRulesException(path + ": is larger than thresholds or rallies are");
        }
        return bytes;
    }
}
