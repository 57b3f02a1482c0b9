/**
 * The first fold: one small state for each probe of a partition, and each hop one summary of each cell that can be added up
 * over partitions. It begins at {@link kz.dabyl.detector.core.probes.ProbeFold}.
 *
 * <p>A <em>tally</em> is a summary that is being made; a <em>cohort</em> is probes alike in all that matters, who were last heard
 * in the same hop; a <em>newcomer</em> appeared long after the log began and proves nothing alone; a probe is <em>dark</em> if
 * it reports that no target answers, <em>lit</em> if it does not.
 */
@NullMarked
package kz.dabyl.detector.core.probes;

import org.jspecify.annotations.NullMarked;
