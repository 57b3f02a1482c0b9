/** The program {@code dabyl}: where it begins. */
@NullMarked
package kz.dabyl.app;

import org.jspecify.annotations.NullMarked;
