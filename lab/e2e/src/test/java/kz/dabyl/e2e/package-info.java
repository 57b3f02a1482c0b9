/** Tests of the whole system: the program as a process, seen from outside. */
@NullMarked
package kz.dabyl.e2e;

import org.jspecify.annotations.NullMarked;
