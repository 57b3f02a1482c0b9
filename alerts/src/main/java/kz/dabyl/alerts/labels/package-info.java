/** What operators know of incidents afterwards. */
@NullMarked
package kz.dabyl.alerts.labels;

import org.jspecify.annotations.NullMarked;
