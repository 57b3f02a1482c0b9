/** What the alerts room serves over HTTP. */
@NullMarked
package kz.dabyl.alerts.api;

import org.jspecify.annotations.NullMarked;
