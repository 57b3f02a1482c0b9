package kz.dabyl.model;

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

    @Override
    public String toString() {
        return place + "/" + network + "/" + access.word();
    }
}
