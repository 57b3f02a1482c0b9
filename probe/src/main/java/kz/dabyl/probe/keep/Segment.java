package kz.dabyl.probe.keep;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** One file of the outbox, to which records are only ever added. Used by one thread. */
final class Segment {

    static final String SUFFIX = ".box";

    private final long number;
    private final Path file;
    private final Frames frames;
    private long size;
    private int waiting;

    private Segment(long number, Path file, OutboxKey key) {
        this.number = number;
        this.file = file;
        this.frames = new Frames(key, number);
    }

    /** A new one in {@code folder}. */
    static Segment create(Path folder, long number, OutboxKey key) throws IOException {
        var file = folder.resolve(String.format(Locale.ROOT, "%016x%s", number, SUFFIX));
        PrivateFile.create(file);
        return new Segment(number, file, key);
    }

    /** One that is there, empty if the file is none. */
    static Optional<Segment> of(Path file, OutboxKey key) {
        var name = file.getFileName().toString();
        if (!name.matches("[0-9a-f]{16}\\.box")) {
            return Optional.empty();
        }
        return Optional.of(new Segment(Long.parseUnsignedLong(name.substring(0, 16), 16), file, key));
    }

    /** Reads all of it. Returns how many bytes belong to no good record. */
    int scan(Frames.Reader reader) throws IOException {
        var bytes = Files.readAllBytes(file);
        size = bytes.length;
        return frames.scan(bytes, reader);
    }

    /** What a record is found by. */
    record Spot(long offset, int length) {}

    /** Adds a record; when this returns it is on the disk. */
    Spot add(byte[] payload) throws IOException {
        var frame = frames.frame(payload, size);
        try (var out = new FileOutputStream(file.toFile(), true)) {
            out.write(frame);
            out.getFD().sync();
        } catch (IOException e) {
            // Part of it may stand there, and the next record's place is behind it.
            size = Files.size(file);
            throw e;
        }
        var spot = new Spot(size, frame.length);
        size += frame.length;
        return spot;
    }

    /** A record by its place, empty if the disk has lost it meanwhile. */
    Optional<byte[]> read(Spot spot) throws IOException {
        var frame = new byte[spot.length()];
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < spot.offset() + spot.length()) {
                return Optional.empty();
            }
            in.seek(spot.offset());
            in.readFully(frame);
        }
        return frames.payload(frame, spot.offset());
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    long number() {
        return number;
    }

    long size() {
        return size;
    }

    /** Reports in it that still have to be delivered. */
    int waiting() {
        return waiting;
    }

    void waits(int more) {
        waiting += more;
    }
}
