/** Tests of the live topology, most of them against a real broker. */
@NullMarked
package kz.dabyl.detector.stream;

import org.jspecify.annotations.NullMarked;
