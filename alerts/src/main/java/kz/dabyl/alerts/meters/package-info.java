/** The names of this room's meters. */
@NullMarked
package kz.dabyl.alerts.meters;

import org.jspecify.annotations.NullMarked;
