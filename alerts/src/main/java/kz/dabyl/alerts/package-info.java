/** The alerts room: incident views, subscriptions and the delivery of what happened to those who asked for it. */
@NullMarked
package kz.dabyl.alerts;

import org.jspecify.annotations.NullMarked;
