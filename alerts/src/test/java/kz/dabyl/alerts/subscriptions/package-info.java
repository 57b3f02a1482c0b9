@NullMarked
package kz.dabyl.alerts.subscriptions;

import org.jspecify.annotations.NullMarked;
