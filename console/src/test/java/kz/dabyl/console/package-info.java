@NullMarked
package kz.dabyl.console;

import org.jspecify.annotations.NullMarked;
