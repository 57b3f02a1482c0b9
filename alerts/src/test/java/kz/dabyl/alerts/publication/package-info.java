@NullMarked
package kz.dabyl.alerts.publication;

import org.jspecify.annotations.NullMarked;
