/** Measurements of OONI as reports. */
@NullMarked
package kz.dabyl.collector.adapter.ooni;

import org.jspecify.annotations.NullMarked;
