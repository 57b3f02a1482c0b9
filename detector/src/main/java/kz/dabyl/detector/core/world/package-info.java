/**
 * All cells after a hop, by where they are, and which collectors and versions of the software are to be believed. It begins at
 * {@link kz.dabyl.detector.core.world.World}, which knows nobody who judges it.
 *
 * <p>An <em>area</em> is what a false alarm is counted in, a city or a region; a <em>charge</em> is what speaks for a collector
 * or a version failing; a <em>replay</em> shows stored hops instead of new ones.
 */
@NullMarked
package kz.dabyl.detector.core.world;

import org.jspecify.annotations.NullMarked;
