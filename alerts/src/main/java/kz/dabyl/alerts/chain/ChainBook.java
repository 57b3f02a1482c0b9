package kz.dabyl.alerts.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One chain as far as its topic has been read, and the checkpoints that were kept of it. A checkpoint that the chain
 * contradicts says that history is not what it was. Thread-safe.
 */
public final class ChainBook {

    /** A link, and where its record stands. */
    private record Placed(long offset, Link link) {}

    private final Chain chain;
    private final List<Placed> links = new ArrayList<>();
    private final TreeMap<Long, String> notes = new TreeMap<>();
    private final List<Checkpoint> ahead = new ArrayList<>();

    /** Those that were ahead when somebody last looked, and those that were twice. */
    private final List<Checkpoint> awaited = new ArrayList<>();

    private final List<Checkpoint> overdue = new ArrayList<>();

    private boolean contradicted;

    public ChainBook(Chain chain) {
        this.chain = chain;
    }

    public Chain chain() {
        return chain;
    }

    /** Takes the next record. */
    public synchronized void add(long offset, byte[] record) {
        var before = links.isEmpty()
                ? Link.NOTHING
                : links.get(links.size() - 1).link.hash();
        links.add(new Placed(offset, Link.behind(before, links.size(), Link.leafOf(record))));
        ahead.removeIf(this::judged);
        overdue.retainAll(ahead);
    }

    /** Takes a checkpoint that was signed in an earlier time, or by another process. */
    public synchronized void kept(Checkpoint checkpoint, String note) {
        notes.put(checkpoint.size(), note);
        if (!judged(checkpoint)) {
            ahead.add(checkpoint);
        }
    }

    private boolean judged(Checkpoint checkpoint) {
        if (checkpoint.size() > links.size()) {
            return false;
        }
        contradicted |= !root(checkpoint.size()).equals(checkpoint.root());
        return true;
    }

    private String root(long size) {
        return size == 0 ? Link.NOTHING : links.get((int) size - 1).link.hash();
    }

    /**
     * Whether all checkpoints lie on the chain. One that is longer than all that was read does not, unless it is new: another
     * process may have read on already.
     */
    public synchronized boolean consistent() {
        return !contradicted && overdue.isEmpty();
    }

    /** Whether a checkpoint is longer than all that was read: what comes next may contradict it. */
    public synchronized boolean behind() {
        return !ahead.isEmpty();
    }

    /** Called when there was time to read on: records that are still missing are gone. */
    synchronized void expect() {
        overdue.clear();
        overdue.addAll(awaited);
        overdue.retainAll(ahead);
        awaited.clear();
        awaited.addAll(ahead);
    }

    /** How far the chain has come. */
    public synchronized Checkpoint now() {
        return new Checkpoint(chain, links.size(), root(links.size()));
    }

    /** Size at the last checkpoint that was kept, 0 before the first. */
    public synchronized long lastKept() {
        return notes.isEmpty() ? 0 : notes.lastKey();
    }

    /** Checkpoints that were kept at a size of {@code from} or more, as signed notes by their sizes. */
    public synchronized SortedMap<Long, String> notes(long from, int limit) {
        var some = new TreeMap<Long, String>();
        for (var note : notes.tailMap(from, true).entrySet()) {
            if (some.size() == limit) {
                break;
            }
            some.put(note.getKey(), note.getValue());
        }
        return some;
    }

    /** Up to {@code limit} links from an index on. */
    public synchronized List<Link> links(long from, int limit) {
        if (from >= links.size()) {
            return List.of();
        }
        var until = (int) Math.min(links.size(), from + limit);
        return links.subList((int) from, until).stream().map(Placed::link).toList();
    }

    /** Where the record of a link stands. */
    synchronized Optional<Long> offset(long index) {
        return index < links.size() ? Optional.of(links.get((int) index).offset) : Optional.empty();
    }
}
