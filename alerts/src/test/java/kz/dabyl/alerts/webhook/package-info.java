@NullMarked
package kz.dabyl.alerts.webhook;

import org.jspecify.annotations.NullMarked;
