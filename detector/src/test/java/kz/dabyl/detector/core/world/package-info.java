/** Tests of the pure detection. */
@NullMarked
package kz.dabyl.detector.core.world;

import org.jspecify.annotations.NullMarked;
