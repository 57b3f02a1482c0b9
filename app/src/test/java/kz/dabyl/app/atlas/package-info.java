/** Tests of the import of RIPE Atlas connection logs. */
@NullMarked
package kz.dabyl.app.atlas;

import org.jspecify.annotations.NullMarked;
