/** What messages say to people, in Kazakh, Russian and English. */
@NullMarked
package kz.dabyl.alerts.words;

import org.jspecify.annotations.NullMarked;
