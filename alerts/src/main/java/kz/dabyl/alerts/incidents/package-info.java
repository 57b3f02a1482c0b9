/** What is known of incidents: the view of their revisions and the questions that it answers. */
@NullMarked
package kz.dabyl.alerts.incidents;

import org.jspecify.annotations.NullMarked;
