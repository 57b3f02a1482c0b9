/** Thresholds tried on history: what is kept of it, and what they would have raised. */
@NullMarked
package kz.dabyl.detector.tuning.history;

import org.jspecify.annotations.NullMarked;
