/**
 * What there is to be found in the cells of one hop, whoever looks for it. It begins at
 * {@link kz.dabyl.detector.core.scopes.HopView}.
 *
 * <p>A <em>signal</em> is what is looked for: silence, or a family of trouble with some targets; a <em>landscape</em> is all
 * cells as one signal shows them; a <em>scope</em> is places times networks that an onset explains; a <em>ramp</em> is within
 * how long they fell; <em>controls</em> are those who should have fallen too if it were not what it seems.
 */
@NullMarked
package kz.dabyl.detector.core.scopes;

import org.jspecify.annotations.NullMarked;
