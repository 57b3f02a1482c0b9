/** The command line: one class for each command, and how errors become one line and an exit code. */
@NullMarked
package kz.dabyl.app.command;

import org.jspecify.annotations.NullMarked;
