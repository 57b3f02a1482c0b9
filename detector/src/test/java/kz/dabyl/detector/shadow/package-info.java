@NullMarked
package kz.dabyl.detector.shadow;

import org.jspecify.annotations.NullMarked;
