/** Tests of the house as a whole: which room may know which. */
@NullMarked
package kz.dabyl.app;

import org.jspecify.annotations.NullMarked;
