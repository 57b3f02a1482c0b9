package kz.dabyl.detector.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.HopSummary;

/**
 * Fixed lines that lost their current while phones beside them lived on, and after which hop: kept until one of them is back,
 * for masts may live on their batteries long after nobody remembers who was silent. Not thread-safe.
 */
final class Unlit {

    /** Lines that are away for longer have left. */
    private static final long LONGEST_HOPS = 12 * 3_600_000L / HopSummary.HOP_MILLIS;

    private static final long LOOK_HOPS = 30_000 / HopSummary.HOP_MILLIS;

    private static final String UNLIT = "unlit ";
    private static final int WORDS = 3;

    private final NavigableMap<Cell, Long> since = new TreeMap<>();
    private long looked = Long.MIN_VALUE;

    /** Takes the hop that the world shows now. All who judge one world ask, the first of them looks. */
    void look(World world) {
        var hop = world.hop();
        if (hop == looked || hop % LOOK_HOPS != 0) {
            return;
        }
        looked = hop;
        since.entrySet()
                .removeIf(dark -> hop - dark.getValue() > LONGEST_HOPS
                        || world.known(dark.getKey()).filter(Unlit::isBack).isPresent());
        var fallen = new HashMap<String, List<CellView>>();
        for (var view : world.atlas.inOrder()) {
            if (view.cell.access() == Access.FIXED
                    && view.mayHaveFallen()
                    && !isBack(view)
                    && !since.containsKey(view.cell)) {
                fallen.computeIfAbsent(view.area, area -> new ArrayList<>()).add(view);
            }
        }
        fallen.values().forEach(lines -> PowerCut.unlit(lines, world).forEach(this::add));
    }

    private static boolean isBack(CellView view) {
        return view.alive() > 0;
    }

    void add(Cell line, long onset) {
        since.putIfAbsent(line, onset);
    }

    boolean holds(Cell line) {
        return since.containsKey(line);
    }

    boolean isEmpty() {
        return since.isEmpty();
    }

    /** The lines without current in a place, around it and within it, and after which hop each of them had none. */
    Map<Cell, Long> at(String place, Atlas atlas) {
        var here = new TreeMap<Cell, Long>();
        since.forEach((line, hop) -> {
            if (line.place().equals(place)
                    || atlas.around(place).contains(line.place())
                    || atlas.around(line.place()).contains(place)) {
                here.put(line, hop);
            }
        });
        return here;
    }

    /** What a line without current is called in the state of a fold. */
    static String key(Cell line) {
        return UNLIT + line.place() + " " + line.network();
    }

    /** The line that {@link #key} calls so, if it does. */
    static Optional<Cell> line(String key) {
        var words = key.split(" ", WORDS);
        return key.startsWith(UNLIT) && words.length == WORDS
                ? Optional.of(new Cell(words[1], words[2], Access.FIXED))
                : Optional.empty();
    }

    void forEach(ObjLongConsumer<Cell> told) {
        since.forEach(told::accept);
    }
}
