/** What webhooks stand on, and with them every channel: the guard of addresses, keys and signatures. */
@NullMarked
package kz.dabyl.alerts.webhook;

import org.jspecify.annotations.NullMarked;
