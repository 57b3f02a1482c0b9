/** What is known of an incident, on a page that people print and lay before others. */
@NullMarked
package kz.dabyl.detector.dossier;

import org.jspecify.annotations.NullMarked;
