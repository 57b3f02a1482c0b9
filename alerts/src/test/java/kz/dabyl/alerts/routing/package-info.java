@NullMarked
package kz.dabyl.alerts.routing;

import org.jspecify.annotations.NullMarked;
