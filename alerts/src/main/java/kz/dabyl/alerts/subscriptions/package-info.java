/** Who wants to be told of what: subscriptions, their terms and their forms in JSON. */
@NullMarked
package kz.dabyl.alerts.subscriptions;

import org.jspecify.annotations.NullMarked;
