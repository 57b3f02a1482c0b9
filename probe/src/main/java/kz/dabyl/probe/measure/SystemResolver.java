package kz.dabyl.probe.measure;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The system's resolver, so that a probe sees what a browser beside it sees. A name of the Internet that leads to an
 * address which is not of the Internet counts as not resolved: so do resolvers answer that were told to block it, and a
 * list of targets must not lead probes into the networks of those who host them. Thread-safe.
 *
 * @param allowPrivate whether such addresses are measured all the same, for laboratories and closed networks
 */
public record SystemResolver(boolean allowPrivate) implements Resolver {

    @Override
    public InetAddress resolve(String host) throws UnknownHostException {
        for (var address : InetAddress.getAllByName(host)) {
            if (allowPrivate || PublicAddresses.contain(address)) {
                return address;
            }
        }
        throw new UnknownHostException(host + " leads to no public address");
    }
}
