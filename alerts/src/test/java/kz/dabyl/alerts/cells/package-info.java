@NullMarked
package kz.dabyl.alerts.cells;

import org.jspecify.annotations.NullMarked;
