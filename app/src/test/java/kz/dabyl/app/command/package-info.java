/** Tests of the command line. */
@NullMarked
package kz.dabyl.app.command;

import org.jspecify.annotations.NullMarked;
