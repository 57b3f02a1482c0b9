package kz.dabyl.app.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import kz.dabyl.app.recording.EntrySink;
import kz.dabyl.model.GzipStream;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.RecordingReader;

/** Input files as commands name them: {@code -} is standard input, gzip is unpacked, and faults name the file. */
final class InputFile {

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private InputFile() {}

    /**
     * Opens a file. What cannot be read of it later is a {@link BadInputException} as well.
     *
     * @throws BadInputException if it cannot be read
     */
    static InputStream open(String name, Terminal terminal) {
        try {
            var bytes = name.equals("-") ? terminal.in() : file(name);
            return new Named(name, GzipStream.plain(bytes));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * What the text of a file says, without the mark that some editors begin it with.
     *
     * @throws BadInputException if it cannot be read, is not UTF-8 or makes no sense
     */
    static <T> T parse(String name, Terminal terminal, Function<String, T> parser) {
        return parse(name, bytes(name, terminal), parser);
    }

    /** The same of a file that was read. */
    static <T> T parse(String name, byte[] bytes, Function<String, T> parser) {
        try (var in = GzipStream.plain(new ByteArrayInputStream(bytes))) {
            return parser.apply(text(name, in.readAllBytes()));
        } catch (IOException e) {
            throw unreadable(name, e);
        } catch (InvalidInputException e) {
            throw wrong(name, e);
        }
    }

    /**
     * A file as it is.
     *
     * @throws BadInputException if it cannot be read
     */
    static byte[] bytes(String name, Terminal terminal) {
        try (var in = name.equals("-") ? terminal.in() : file(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private static String text(String name, byte[] bytes) {
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadInputException(name + ": is not UTF-8", e);
        }
    }

    /** Hands the entries of a recording over, one after the other, while another thread unpacks what follows. */
    static void recording(String name, Terminal terminal, EntrySink sink) throws IOException {
        try (var reader = new RecordingReader(ReadAhead.of(open(name, terminal)))) {
            for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                sink.write(entry.get());
            }
        } catch (InvalidInputException e) {
            throw wrong(name, e);
        }
    }

    /** The name without its folders. */
    static String shortName(String name) {
        var last = name.equals("-") ? null : Path.of(name).getFileName();
        return last == null ? "standard input" : last.toString();
    }

    static BadInputException wrong(String name, InvalidInputException e) {
        return new BadInputException(name + ": " + e.getMessage(), e);
    }

    private static InputStream file(String name) throws IOException {
        try {
            var path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw new BadInputException(name + ": is a folder, expected a file");
            }
            if (!Files.exists(path)) {
                throw new BadInputException(name + ": there is no such file");
            }
            // Not by a channel: that one cannot be asked for its position when the file is a pipe.
            return new FileInputStream(path.toFile());
        } catch (InvalidPathException e) {
            throw new BadInputException(name + ": is no name of a file", e);
        }
    }

    private static BadInputException unreadable(String name, IOException e) {
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
