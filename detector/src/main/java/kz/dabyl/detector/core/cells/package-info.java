/**
 * One cell as the second fold knows it: who speaks from it, since when who is silent, and what is usual. It begins at
 * {@link kz.dabyl.detector.core.cells.CellView}, of which a {@link kz.dabyl.detector.core.cells.Population} is the part that
 * can be asked and a {@code Hearing} what was said of it.
 *
 * <p>A <em>presence</em> is some probes alike, with what their silence is worth; an <em>onset</em> is a hop after which probes
 * fell silent together; a <em>gist</em> is what a store keeps of a cell; a <em>prefilter</em> leaves out what a whole look would
 * find nothing in.
 */
@NullMarked
package kz.dabyl.detector.core.cells;

import org.jspecify.annotations.NullMarked;
