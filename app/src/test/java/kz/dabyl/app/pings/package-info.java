/** Tests of what the detector makes of pings that others have published. */
@NullMarked
package kz.dabyl.app.pings;

import org.jspecify.annotations.NullMarked;
