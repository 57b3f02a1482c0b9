/** Tests of the pure detection. */
@NullMarked
package kz.dabyl.detector.core;

import org.jspecify.annotations.NullMarked;
