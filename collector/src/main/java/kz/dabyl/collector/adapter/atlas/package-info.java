/** Results of RIPE Atlas as reports. */
@NullMarked
package kz.dabyl.collector.adapter.atlas;

import org.jspecify.annotations.NullMarked;
