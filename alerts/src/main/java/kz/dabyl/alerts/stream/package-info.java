/** Incidents as they happen, as server-sent events. */
@NullMarked
package kz.dabyl.alerts.stream;

import org.jspecify.annotations.NullMarked;
