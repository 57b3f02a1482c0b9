/** Who is told what, and why: pure functions over a subscription, an incident and what was said before. */
@NullMarked
package kz.dabyl.alerts.routing;

import org.jspecify.annotations.NullMarked;
