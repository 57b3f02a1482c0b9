@NullMarked
package kz.dabyl.alerts.words;

import org.jspecify.annotations.NullMarked;
