/** Changes of thresholds and rallies as topic {@code dabyl.rules} keeps them, and which of them count. */
@NullMarked
package kz.dabyl.model.rules;

import org.jspecify.annotations.NullMarked;
