/** Tests of the pure detection. */
@NullMarked
package kz.dabyl.detector.core.probes;

import org.jspecify.annotations.NullMarked;
