package kz.dabyl.detector.core;

import java.util.OptionalInt;

/**
 * How soon each of four cuts of a cell would be told if it began now, in seconds from its beginning to the hop that opens an
 * incident which names the cell; empty for a cut that would not be told at all.
 *
 * @param half every second probe of the cell falls silent
 * @param network all probes of the cell do, and no other
 * @param place all networks of the cell's access do in its place
 * @param area all networks of its access do in all of its area
 */
public record Reach(OptionalInt half, OptionalInt network, OptionalInt place, OptionalInt area) {

    /** Whether the cell would notice nothing: what it says then is no news. */
    public boolean isNone() {
        return half.isEmpty() && network.isEmpty() && place.isEmpty() && area.isEmpty();
    }
}
