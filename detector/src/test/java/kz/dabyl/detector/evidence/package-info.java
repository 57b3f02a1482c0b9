/** Tests of evidence, on simulated logs. */
@NullMarked
package kz.dabyl.detector.evidence;

import org.jspecify.annotations.NullMarked;
