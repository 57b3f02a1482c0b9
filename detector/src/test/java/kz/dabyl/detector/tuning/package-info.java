/** Tests of the scoring. */
@NullMarked
package kz.dabyl.detector.tuning;

import org.jspecify.annotations.NullMarked;
