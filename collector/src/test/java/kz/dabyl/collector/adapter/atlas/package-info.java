/** Tests of the adapter of RIPE Atlas. */
@NullMarked
package kz.dabyl.collector.adapter.atlas;

import org.jspecify.annotations.NullMarked;
