/** The map: boundaries, hexagons, and where they lie on paper. */
@NullMarked
package kz.dabyl.alerts.page.map;

import org.jspecify.annotations.NullMarked;
