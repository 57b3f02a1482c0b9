/** Tests of the detection's bench. */
@NullMarked
package kz.dabyl.bench.detection;

import org.jspecify.annotations.NullMarked;
