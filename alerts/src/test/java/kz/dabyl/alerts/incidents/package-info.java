@NullMarked
package kz.dabyl.alerts.incidents;

import org.jspecify.annotations.NullMarked;
