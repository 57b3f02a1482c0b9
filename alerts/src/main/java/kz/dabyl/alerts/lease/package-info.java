/** Which of the processes that could deliver does so: one at a time, and the next one soon after it has died. */
@NullMarked
package kz.dabyl.alerts.lease;

import org.jspecify.annotations.NullMarked;
