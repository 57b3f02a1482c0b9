/**
 * Incidents that there are: how they spread, are confirmed, come back, close, are revised by late reports, and what is told of
 * them. Each begins where {@code openings} has found it.
 *
 * <p>A <em>member</em> is a cell of an incident; <em>low</em> is an incident while nearly all of it is silent; a <em>leak</em> is
 * what is heard of it all the same; an <em>excuse</em> is what was seen that explains for a while what seems to begin.
 */
@NullMarked
package kz.dabyl.detector.core.incidents;

import org.jspecify.annotations.NullMarked;
