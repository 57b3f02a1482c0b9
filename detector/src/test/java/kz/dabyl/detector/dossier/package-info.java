/** Tests of dossiers. */
@NullMarked
package kz.dabyl.detector.dossier;

import org.jspecify.annotations.NullMarked;
