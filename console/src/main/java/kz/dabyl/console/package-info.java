/** The operator console: files for the browser, which asks the service's API with the operator's token. */
@NullMarked
package kz.dabyl.console;

import org.jspecify.annotations.NullMarked;
