@NullMarked
package kz.dabyl.alerts.channels;

import org.jspecify.annotations.NullMarked;
