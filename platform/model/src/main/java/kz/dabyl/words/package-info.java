/** Incidents in plain words, English, Russian and Kazakh, and how they stand within markup. */
@NullMarked
package kz.dabyl.words;

import org.jspecify.annotations.NullMarked;
