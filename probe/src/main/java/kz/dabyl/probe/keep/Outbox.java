package kz.dabyl.probe.keep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every report from when it is made until a collector has taken it, on disk and encrypted, and the number of the next one.
 * A report is in here before anybody is sent it, so its number is never given twice, whatever kills the process.
 *
 * <p>Bounded: when a new segment would go over the limit the oldest is dropped with what it holds. At the usual interval
 * the usual limit holds more than the seven days after which a collector no longer believes a report's time. Segments go
 * only from the oldest on: a record that says what was taken outlives the records that it speaks of.
 *
 * <p>Used by one thread.
 */
public final class Outbox {

    /** Small enough that a bound of some segments is near to what it says. */
    private static final int SEGMENT_BYTES = 128 * 1024;

    private static final int FEWEST_SEGMENTS = 4;

    /** Numbers in one record of those that are done. */
    private static final int MOST_DONE = 1000;

    private final Path folder;
    private final OutboxKey key;
    private final long maxBytes;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private final NavigableMap<Long, Place> waiting = new TreeMap<>();
    private long next;
    private long dropped;

    /** Where a report stands. */
    private record Place(Segment segment, Segment.Spot spot, long at) {}

    private Outbox(Path folder, OutboxKey key, long maxBytes) {
        this.folder = folder;
        this.key = key;
        this.maxBytes = Math.max(maxBytes, FEWEST_SEGMENTS * (long) SEGMENT_BYTES);
    }

    /**
     * @param maxBytes what its files may take
     * @param first number of the next report where nothing here tells it
     */
    public static Outbox open(Path folder, OutboxKey key, long maxBytes, long first) throws IOException {
        PrivateFile.makeFolder(folder);
        var outbox = new Outbox(folder, key, maxBytes);
        outbox.recover(first);
        return outbox;
    }

    private void recover(long first) throws IOException {
        var found = new ArrayList<Segment>();
        try (var files = Files.list(folder)) {
            files.forEach(file -> Segment.of(file, key).ifPresent(found::add));
        }
        found.sort(Comparator.comparingLong(Segment::number));
        next = -1;
        var damage = 0;
        for (var segment : found) {
            segments.add(segment);
            damage = segment.scan((offset, length, payload) ->
                    Entry.of(payload).ifPresent(entry -> replay(entry, segment, new Segment.Spot(offset, length))));
        }
        if (next < 0) {
            next = first;
        } else if (damage > 0) {
            // Of damage in the newest file it is not known how many numbers it held, but a report has its size.
            next += 1 + damage / 128;
        }
        rotate();
    }

    private void replay(Entry entry, Segment segment, Segment.Spot spot) {
        if (entry instanceof Entry.Made made) {
            put(made.seq(), new Place(segment, spot, made.at()));
            next = Math.max(next, made.seq() + 1);
        } else if (entry instanceof Entry.Done done) {
            done.seqs().forEach(this::forget);
        } else if (entry instanceof Entry.Next mark) {
            next = Math.max(next, mark.seq());
        }
    }

    private void put(long seq, Place place) {
        var before = waiting.put(seq, place);
        if (before != null) {
            before.segment().waits(-1);
        }
        place.segment().waits(1);
    }

    private void forget(long seq) {
        var place = waiting.remove(seq);
        if (place != null) {
            place.segment().waits(-1);
        }
    }

    /** Begins a new file, and gives up old ones: those that nobody needs, and those for which there is no room. */
    private void rotate() throws IOException {
        var number = segments.isEmpty() ? 1 : segments.getLast().number() + 1;
        var fresh = Segment.create(folder, number, key);
        fresh.add(new Entry.Next(next).bytes());
        segments.add(fresh);
        sweep();
        while (bytes() > maxBytes - SEGMENT_BYTES && segments.size() > 1) {
            drop();
        }
    }

    private void sweep() throws IOException {
        while (segments.size() > 1 && segments.getFirst().waiting() == 0) {
            segments.removeFirst().delete();
        }
    }

    private void drop() throws IOException {
        var oldest = segments.removeFirst();
        dropped += oldest.waiting();
        waiting.values().removeIf(place -> place.segment() == oldest);
        oldest.delete();
    }

    /** The number of the next report. */
    public long next() {
        return next;
    }

    /** Keeps a report; when this returns it is on the disk. Its number must be {@link #next}. */
    public Kept add(long at, String json) throws IOException {
        var seq = next;
        roomFor(json.length() * 3 + 64);
        // Taken first: of a record that could not be written nobody knows how much of it is there.
        next = seq + 1;
        put(seq, place(new Entry.Made(seq, at, json)));
        return new Kept(seq, at, json);
    }

    private Place place(Entry.Made made) throws IOException {
        try {
            var segment = segments.getLast();
            return new Place(segment, segment.add(made.bytes()), made.at());
        } catch (IOException e) {
            if (segments.size() == 1) {
                throw e;
            }
            // The disk is full of other things: the oldest report gives way to the newest.
            drop();
            var segment = segments.getLast();
            return new Place(segment, segment.add(made.bytes()), made.at());
        }
    }

    /**
     * These were taken, or never will be. Where the disk has no room to say so they are forgotten all the same: after a
     * restart they go again, and count once.
     */
    public void done(Collection<Long> seqs) throws IOException {
        var known = seqs.stream().filter(waiting::containsKey).sorted().toList();
        try {
            for (var from = 0; from < known.size(); from += MOST_DONE) {
                var some = known.subList(from, Math.min(known.size(), from + MOST_DONE));
                roomFor(some.size() * Long.BYTES + 64);
                segments.getLast().add(new Entry.Done(some).bytes());
            }
        } finally {
            known.forEach(this::forget);
            sweep();
        }
    }

    private void roomFor(int bytes) throws IOException {
        if (segments.getLast().size() + bytes > SEGMENT_BYTES
                && segments.getLast().size() > 256) {
            rotate();
        }
    }

    /** The oldest reports that wait, at least one if there is any. */
    public List<Kept> oldest(int most, int mostBytes) throws IOException {
        return read(waiting.entrySet().iterator(), most, mostBytes, Long.MIN_VALUE);
    }

    /** The newest report that waits, and those before it back to {@code since}, the newest first. */
    public List<Kept> newest(long since, int most, int mostBytes) throws IOException {
        return read(waiting.descendingMap().entrySet().iterator(), most, mostBytes, since);
    }

    private List<Kept> read(Iterator<Map.Entry<Long, Place>> places, int most, int mostBytes, long since)
            throws IOException {
        var read = new ArrayList<Kept>();
        var lost = new ArrayList<Long>();
        var bytes = 0;
        while (places.hasNext() && read.size() < most && bytes < mostBytes) {
            var place = places.next();
            if (place.getValue().at() < since && !read.isEmpty()) {
                break;
            }
            var kept = read(place.getKey(), place.getValue());
            if (kept.isPresent()) {
                read.add(kept.get());
                bytes += kept.get().json().length();
            } else {
                lost.add(place.getKey());
            }
        }
        dropped += lost.size();
        lost.forEach(this::forget);
        return read;
    }

    private static Optional<Kept> read(long seq, Place place) throws IOException {
        return place.segment()
                .read(place.spot())
                .flatMap(Entry::of)
                .filter(entry -> entry instanceof Entry.Made made && made.seq() == seq)
                .map(Entry.Made.class::cast)
                .map(made -> new Kept(made.seq(), made.at(), made.json()));
    }

    /** Gives up what was measured before {@code at} and bears a number before {@code seq}. */
    public void giveUpBefore(long at, long seq) throws IOException {
        var old = waiting.headMap(seq).entrySet().stream()
                .filter(entry -> entry.getValue().at() < at)
                .map(Map.Entry::getKey)
                .toList();
        dropped += old.size();
        done(old);
    }

    /** Reports that wait. */
    public int size() {
        return waiting.size();
    }

    /** What its files take. */
    public long bytes() {
        return segments.stream().mapToLong(Segment::size).sum();
    }

    /** Reports that were given up since it was opened. */
    public long dropped() {
        return dropped;
    }
}
