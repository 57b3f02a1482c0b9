package kz.dabyl.model;

import org.jspecify.annotations.Nullable;

/**
 * The smallest thing that can be switched off: one network's access in one place.
 *
 * @param place H3 index or ISO 3166 code, see {@link Places}
 * @param network {@code MCC-MNC} or {@code AS…}
 */
public record Cell(String place, String network, Access access) implements Comparable<Cell> {

    /** By place, then network, then access. Written out: whatever is kept in the order of cells is looked up by it. */
    @Override
    public int compareTo(Cell other) {
        var order = order(place, other.place);
        order = order == 0 ? order(network, other.network) : order;
        return order == 0 ? access.compareTo(other.access) : order;
    }

    /** The same text is mostly the same instance, which need not be read. */
    private static int order(String one, String other) {
        return one.equals(other) ? 0 : one.compareTo(other);
    }

    /** Written out too: the same cell is mostly the same instance, and many are asked in every hop. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Cell cell
                        && access == cell.access
                        && place.equals(cell.place)
                        && network.equals(cell.network));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * place.hashCode() + network.hashCode()) + access.hashCode();
    }

    @Override
    public String toString() {
        return place + "/" + network + "/" + access.word();
    }
}
