package kz.dabyl.probe.agent;

import java.util.Locale;
import java.util.Optional;
import kz.dabyl.model.Places;

/**
 * A hexagon of H3 by its bits alone, so that a probe needs no native library to make its place coarser: 4 bits of mode
 * from bit 59, 4 of resolution from bit 52, 7 of base cell from bit 45, then 15 digits of 3 bits, those finer than the
 * resolution all ones.
 */
public record HexCell(long index) {

    private static final int DIGITS = 15;
    private static final int BASE_CELLS = 122;
    private static final long UNUSED = 7;

    /** Empty if {@code text} is no hexagon. */
    public static Optional<HexCell> parse(String text) {
        if (!text.matches("[0-9a-fA-F]{15}")) {
            return Optional.empty();
        }
        var cell = new HexCell(Long.parseLong(text, 16));
        return cell.wellFormed() ? Optional.of(cell) : Optional.empty();
    }

    private boolean wellFormed() {
        if (index >>> 59 != 1 || ((index >>> 56) & 7) != 0 || ((index >>> 45) & 0x7F) >= BASE_CELLS) {
            return false;
        }
        for (var place = 1; place <= DIGITS; place++) {
            if ((place <= resolution()) == (digit(place) == UNUSED)) {
                return false;
            }
        }
        return true;
    }

    private long digit(int place) {
        return (index >>> (3 * (DIGITS - place))) & 7;
    }

    public int resolution() {
        return (int) ((index >>> 52) & 0xF);
    }

    /** The hexagon of {@code resolution} around it; itself if it is as coarse already. */
    public HexCell parent(int resolution) {
        if (resolution >= resolution()) {
            return this;
        }
        var finer = (1L << (3 * (DIGITS - resolution))) - 1;
        return new HexCell((index & ~(0xFL << 52)) | ((long) resolution << 52) | finer);
    }

    /** Whether a report may name it. */
    public boolean reportable() {
        return resolution() >= Places.COARSEST && resolution() <= Places.FINEST;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%015x", index);
    }
}
