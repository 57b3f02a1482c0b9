/** Tests of the pure detection. */
@NullMarked
package kz.dabyl.detector.core.cells;

import org.jspecify.annotations.NullMarked;
