@NullMarked
package kz.dabyl.alerts.delivery;

import org.jspecify.annotations.NullMarked;
