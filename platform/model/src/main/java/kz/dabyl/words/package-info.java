/** Incidents in plain words: English, Russian, Kazakh. */
@NullMarked
package kz.dabyl.words;

import org.jspecify.annotations.NullMarked;
