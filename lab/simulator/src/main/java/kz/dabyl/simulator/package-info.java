/** Scenarios with known truth: what probes of a city would have reported while something happened there. */
@NullMarked
package kz.dabyl.simulator;

import org.jspecify.annotations.NullMarked;
