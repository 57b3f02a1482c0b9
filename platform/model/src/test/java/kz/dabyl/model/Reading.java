package kz.dabyl.model;

import java.io.ByteArrayInputStream;
import java.io.CharConversionException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reader made of a recording: entries, and what was wrong with the line after them, empty if nothing was. */
record Reading(List<LogEntry> entries, String fault) {

    /** What {@link RecordingReader} makes of {@code bytes}, of which it gets at most {@code stride} at once. */
    static Reading scanned(byte[] bytes, int stride) throws IOException {
        try (var reader = new RecordingReader(strides(bytes, stride))) {
            return of(reader::next);
        }
    }

    /** What {@link EntryReader} alone makes of {@code bytes}. */
    static Reading parsed(byte[] bytes) throws IOException {
        try (var json = ReportReader.FACTORY.createParser(new ByteArrayInputStream(bytes))) {
            return of(new EntryReader(json, new ReportReader())::next);
        } catch (CharConversionException e) {
            return new Reading(List.of(), "line 1: " + RecordingReader.NOT_UTF_8 + e.getMessage());
        }
    }

    private static Reading of(Source source) throws IOException {
        var entries = new ArrayList<LogEntry>();
        try {
            for (var entry = source.next(); entry.isPresent(); entry = source.next()) {
                entries.add(entry.get());
            }
            return new Reading(entries, "");
        } catch (InvalidInputException e) {
            return new Reading(entries, e.pointer() + ": " + e.detail());
        }
    }

    private static InputStream strides(byte[] bytes, int stride) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return super.read(target, offset, Math.min(length, stride));
            }
        };
    }

    private interface Source {

        Optional<LogEntry> next() throws IOException;
    }
}
