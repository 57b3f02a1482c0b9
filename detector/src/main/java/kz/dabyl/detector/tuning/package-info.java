/** What a detector is worth: its incidents against what really happened. Pure functions over records, no I/O. */
@NullMarked
package kz.dabyl.detector.tuning;

import org.jspecify.annotations.NullMarked;
