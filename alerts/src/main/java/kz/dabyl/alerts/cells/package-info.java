/** The present state of cells, as the detector publishes it. */
@NullMarked
package kz.dabyl.alerts.cells;

import org.jspecify.annotations.NullMarked;
