/**
 * Whether what was found opens an incident, or belongs to one that there is. It begins at
 * {@link kz.dabyl.detector.core.openings.Openings}, for targets at
 * {@link kz.dabyl.detector.core.openings.TroubleOpenings}.
 *
 * <p>The <em>bar</em> is the score that opens, the <em>margin</em> how far a scope is over it; a <em>veto</em> is a cause that
 * is no incident: a restart, a power cut, our own deafness. Vetoes write nothing down, who asks them does.
 */
@NullMarked
package kz.dabyl.detector.core.openings;

import org.jspecify.annotations.NullMarked;
