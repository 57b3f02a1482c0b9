/** Thresholds that run silently beside those in force. */
@NullMarked
package kz.dabyl.detector.shadow;

import org.jspecify.annotations.NullMarked;
