/** What the detector is worth on simulated recordings, beside the rules that people would write without it. */
@NullMarked
package kz.dabyl.bench.detection;

import org.jspecify.annotations.NullMarked;
