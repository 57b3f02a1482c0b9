/** Tests of the pure detection. */
@NullMarked
package kz.dabyl.detector.core.incidents;

import org.jspecify.annotations.NullMarked;
