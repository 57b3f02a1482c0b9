package kz.dabyl.alerts.webhook;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host. */
public interface Resolver {

    /** All addresses of {@code host}; fails if there is none. */
    Future<List<InetAddress>> resolve(String host);
}
