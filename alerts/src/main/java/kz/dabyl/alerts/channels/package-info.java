/** The ways to subscribers: what each channel makes of a message and of an answer, and how that travels. */
@NullMarked
package kz.dabyl.alerts.channels;

import org.jspecify.annotations.NullMarked;
