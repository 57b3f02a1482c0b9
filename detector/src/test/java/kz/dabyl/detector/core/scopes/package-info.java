/** Tests of the pure detection. */
@NullMarked
package kz.dabyl.detector.core.scopes;

import org.jspecify.annotations.NullMarked;
