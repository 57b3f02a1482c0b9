/** Tests of the adapter of OONI. */
@NullMarked
package kz.dabyl.collector.adapter.ooni;

import org.jspecify.annotations.NullMarked;
