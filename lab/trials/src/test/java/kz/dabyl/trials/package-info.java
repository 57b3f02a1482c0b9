/** Whole scenarios, simulated and judged. */
@NullMarked
package kz.dabyl.trials;

import org.jspecify.annotations.NullMarked;
