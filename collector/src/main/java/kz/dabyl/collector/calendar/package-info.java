/** Rallies from calendars (iCalendar, RFC 5545), as pure functions. */
@NullMarked
package kz.dabyl.collector.calendar;

import org.jspecify.annotations.NullMarked;
