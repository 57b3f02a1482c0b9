@NullMarked
package kz.dabyl.detector.tuning.history;

import org.jspecify.annotations.NullMarked;
