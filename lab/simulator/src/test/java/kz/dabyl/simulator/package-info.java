/** Tests of scenarios and what they simulate. */
@NullMarked
package kz.dabyl.simulator;

import org.jspecify.annotations.NullMarked;
