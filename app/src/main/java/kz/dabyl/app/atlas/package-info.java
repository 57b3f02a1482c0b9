/** RIPE Atlas: connection logs of its probes as a recording. */
@NullMarked
package kz.dabyl.app.atlas;

import org.jspecify.annotations.NullMarked;
