/** Tests of single kinds of events. */
@NullMarked
package kz.dabyl.simulator.event;

import org.jspecify.annotations.NullMarked;
