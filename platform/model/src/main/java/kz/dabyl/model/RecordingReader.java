package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonParser;
import java.io.CharConversionException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording, see the contract's section 3, gzipped or not. The rule for misdated reports is applied against the
 * line's {@code received}. Strings that come again and again, such as names of probes and places, are mostly the same
 * instances. Not thread-safe.
 *
 * <p>Lines in their usual spelling go through {@link EntryScanner}, others one by one through {@link EntryReader}. From
 * the first on that is no line, be it bad, be it an object over several lines, all goes through the latter: what is taken
 * and what is said of the rest is always its word.
 */
public final class RecordingReader implements Closeable {

    static final String DAMAGED = "damaged or cut gzip file: ";
    static final String NOT_UTF_8 = "not UTF-8: ";

    private final InputStream in;
    private final InputWindow window;
    private final EntryScanner scanner = new EntryScanner();
    private final ReportReader reports = new ReportReader();
    private boolean begun;
    private @Nullable EntryReader rest;

    /**
     * Reads from {@code in}, which {@link #close()} closes.
     *
     * @throws InvalidInputException if it is a damaged gzip file
     */
    public RecordingReader(InputStream in) throws IOException {
        try {
            this.in = GzipStream.plain(in);
        } catch (EOFException | ZipException e) {
            throw new InvalidInputException("line 1", DAMAGED + e.getMessage());
        }
        window = new InputWindow(this.in);
    }

    /**
     * The entry that one line holds.
     *
     * @throws InvalidInputException if it holds none
     */
    public static LogEntry line(byte[] line) {
        try (var json = ReportReader.FACTORY.createParser(line)) {
            return new EntryReader(json, new ReportReader())
                    .next()
                    .orElseThrow(() -> new InvalidInputException("line 1", "expected an object"));
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot fail", e);
        }
    }

    /**
     * The next entry, or empty at the end.
     *
     * @throws InvalidInputException if the line is none; the message names it
     * @throws IOException if the file cannot be read
     */
    public Optional<LogEntry> next() throws IOException {
        if (rest != null) {
            return rest.next();
        }
        try {
            if (begun || window.beginsPlainly()) {
                begun = true;
                if (!window.skipSpace()) {
                    return Optional.empty();
                }
                var entry = fromWindow();
                if (entry != null) {
                    return Optional.of(entry);
                }
            }
        } catch (EOFException | ZipException e) {
            throw new InvalidInputException("line " + window.line(), DAMAGED + e.getMessage());
        }
        rest = restReader();
        return rest.next();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** The entry at which the window stands, or null if all there is of its line is no entry. */
    private @Nullable LogEntry fromWindow() throws IOException {
        do {
            var entry = scanner.scan(window.bytes(), window.from(), window.to());
            if (entry != null) {
                window.advanceTo(scanner.end());
                return entry;
            }
        } while (!window.hasWholeLine() && window.fill());
        return unusual();
    }

    private @Nullable LogEntry unusual() throws IOException {
        if (!window.plain()) {
            return null;
        }
        var from = window.from();
        try (var json = parser(window.bytes(), from, window.lineEnd() - from)) {
            var entry = new EntryReader(json, reports).next();
            var end = json.currentLocation();
            if (entry.isEmpty() || end.getLineNr() > 1) {
                return null;
            }
            window.advanceTo(from + (int) end.getByteOffset());
            return entry.get();
        } catch (InvalidInputException | CharConversionException e) {
            // It is read again with all that follows it, to be named by its place.
            return null;
        }
    }

    private static JsonParser parser(byte[] bytes, int from, int length) throws IOException {
        JsonEncoding.requireUtf8(bytes, from, length);
        return ReportReader.FACTORY.createParser(bytes, from, length);
    }

    private EntryReader restReader() throws IOException {
        try {
            return new EntryReader(ReportReader.FACTORY.createParser(window.rest()), reports);
        } catch (EOFException | ZipException e) {
            throw new InvalidInputException("line " + window.line(), DAMAGED + e.getMessage());
        } catch (CharConversionException e) {
            throw new InvalidInputException("line " + window.line(), NOT_UTF_8 + e.getMessage());
        }
    }
}
