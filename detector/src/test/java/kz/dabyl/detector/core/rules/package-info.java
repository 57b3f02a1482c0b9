/** Tests of the pure detection. */
@NullMarked
package kz.dabyl.detector.core.rules;

import org.jspecify.annotations.NullMarked;
