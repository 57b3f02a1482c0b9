/** The command line of a probe. */
@NullMarked
package kz.dabyl.probe.command;

import org.jspecify.annotations.NullMarked;
