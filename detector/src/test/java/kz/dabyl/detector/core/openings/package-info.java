/** Tests of the pure detection. */
@NullMarked
package kz.dabyl.detector.core.openings;

import org.jspecify.annotations.NullMarked;
