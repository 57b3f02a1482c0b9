/** Checks what a service has published against its hashes, its signatures and the detector. */
@NullMarked
package kz.dabyl.app.verify;

import org.jspecify.annotations.NullMarked;
