package kz.dabyl.model;

import java.util.Comparator;

/**
 * The smallest thing that can be switched off: one network's access in one place.
 *
 * @param place H3 index or ISO 3166 code, see {@link Places}
 * @param network {@code MCC-MNC} or {@code AS…}
 */
public record Cell(String place, String network, Access access) implements Comparable<Cell> {

    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::place).thenComparing(Cell::network).thenComparing(Cell::access);

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return place + "/" + network + "/" + access.word();
    }
}
