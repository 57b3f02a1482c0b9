/** The program of a probe. */
@NullMarked
package kz.dabyl.probe;

import org.jspecify.annotations.NullMarked;
