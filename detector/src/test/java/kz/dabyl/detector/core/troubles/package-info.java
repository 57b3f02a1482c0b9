/** Tests of the pure detection. */
@NullMarked
package kz.dabyl.detector.core.troubles;

import org.jspecify.annotations.NullMarked;
