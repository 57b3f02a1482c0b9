/** What happens in a scenario: each kind of event answers questions about the world at one moment of one probe. */
@NullMarked
package kz.dabyl.simulator.event;

import org.jspecify.annotations.NullMarked;
