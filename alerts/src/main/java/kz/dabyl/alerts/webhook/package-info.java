/** One try of one webhook: the guard of addresses, signatures and the request itself. */
@NullMarked
package kz.dabyl.alerts.webhook;

import org.jspecify.annotations.NullMarked;
