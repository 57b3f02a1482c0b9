/** Stand-ins for tests: incidents, a clock, a log without a broker, receivers of webhooks. */
@NullMarked
package kz.dabyl.alerts.fakes;

import org.jspecify.annotations.NullMarked;
