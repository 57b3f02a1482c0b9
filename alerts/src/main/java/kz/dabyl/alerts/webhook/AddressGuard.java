package kz.dabyl.alerts.webhook;

import io.vertx.core.Future;
import java.io.Serial;
import java.net.InetAddress;
import kz.dabyl.alerts.faults.Fault;

/**
 * Keeps webhooks away from the operator's own network. A host is resolved once, all its addresses must be public, and the
 * caller connects to the address that was checked, so that a second answer of a name server changes nothing.
 *
 * @param allowPrivate for tests and closed networks: any address, plain http, literals
 */
public record AddressGuard(Resolver resolver, boolean allowPrivate) {

    /** A checked address. */
    public record Checked(WebhookUrl url, InetAddress address) {}

    /** Whoever is asked for the addresses of a host does not say any. That may change, what it would say is checked then. */
    public static final class UnresolvedException extends RefusedException {

        @Serial
        private static final long serialVersionUID = 1;

        UnresolvedException(String host) {
            super(Fault.UNRESOLVED.text(host));
        }
    }

    /**
     * Checks {@code url}; fails with {@link RefusedException} if nothing may be sent there, and with
     * {@link UnresolvedException} if nothing can be for now.
     */
    public Future<Checked> check(String url) {
        try {
            var target = WebhookUrl.parse(url, allowPrivate);
            return resolver.resolve(target.host())
                    .recover(cause -> Future.failedFuture(new UnresolvedException(target.host())))
                    .map(addresses -> {
                        if (addresses.isEmpty()) {
                            throw new UnresolvedException(target.host());
                        }
                        if (!allowPrivate && !addresses.stream().allMatch(AddressTable::isPublic)) {
                            throw new RefusedException(Fault.NOT_PUBLIC.text());
                        }
                        return new Checked(target, addresses.get(0));
                    });
        } catch (RefusedException e) {
            return Future.failedFuture(e);
        }
    }
}
