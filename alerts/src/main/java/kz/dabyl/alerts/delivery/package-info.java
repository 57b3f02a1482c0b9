/** Messages on their way: stored before the first try, tried until they arrive, in order for each incident. */
@NullMarked
package kz.dabyl.alerts.delivery;

import org.jspecify.annotations.NullMarked;
