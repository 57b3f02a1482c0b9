@NullMarked
package kz.dabyl.alerts.lease;

import org.jspecify.annotations.NullMarked;
