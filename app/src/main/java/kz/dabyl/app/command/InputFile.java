package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Input files as commands name them: {@code -} is standard input, gzip is unpacked, and faults name the file. */
final class InputFile {

    private static final int GZIP_MAGIC = 0x1F8B;
    private static final int BUFFER_BYTES = 64 * 1024;

    private InputFile() {}

    /**
     * Opens a file. What cannot be read of it later is a {@link BadInputException} as well.
     *
     * @throws BadInputException if it cannot be read
     */
    static InputStream open(String name, Terminal terminal) {
        try {
            var bytes = name.equals("-") ? terminal.in() : Files.newInputStream(path(name));
            return new Named(name, plain(bytes));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** The whole text of a file. */
    static String text(String name, Terminal terminal) {
        try (var in = open(name, terminal)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static Path path(String name) throws NoSuchFileException {
        try {
            var path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw new BadInputException(name + ": is a folder, expected a file");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(name);
        }
    }

    private static InputStream plain(InputStream in) throws IOException {
        var buffered = new BufferedInputStream(in, BUFFER_BYTES);
        buffered.mark(2);
        var magic = buffered.read() << 8 | buffered.read();
        buffered.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER_BYTES) : buffered;
    }

    private static BadInputException unreadable(String name, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new BadInputException(name + ": there is no such file", e);
        }
        if (e instanceof AccessDeniedException) {
            return new BadInputException(name + ": may not be read", e);
        }
        return new BadInputException(name + ": cannot be read: " + e.getMessage(), e);
    }

    /** A stream whose failures say which file they are about. */
    private static final class Named extends FilterInputStream {

        private final String name;

        Named(String name, InputStream in) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() {
            try {
                return super.read();
            } catch (IOException e) {
                throw unreadable(name, e);
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                return super.read(bytes, offset, length);
            } catch (IOException e) {
                throw unreadable(name, e);
            }
        }
    }
}
