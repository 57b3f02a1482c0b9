/** What is published of incidents in the formats of others, each made from the incident record alone. */
@NullMarked
package kz.dabyl.alerts.publication;

import org.jspecify.annotations.NullMarked;
