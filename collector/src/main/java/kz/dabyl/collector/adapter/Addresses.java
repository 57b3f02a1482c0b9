package kz.dabyl.collector.adapter;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** IP addresses in texts. Nothing here asks a resolver. */
public final class Addresses {

    private Addresses() {}

    /** The address that a text spells, empty if it is none. */
    public static Optional<InetAddress> parse(String text) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(text);
        if (bytes == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes, not " + bytes.length, e);
        }
    }

    /** The one spelling of an address, by RFC 5952. */
    public static String spell(InetAddress address) {
        return NetUtil.toAddressString(address);
    }

    /** Whether two texts spell one address. */
    public static boolean same(String one, String other) {
        var address = parse(one);
        return address.isPresent() && address.equals(parse(other));
    }

    /** Whether the address means somebody else in every network: a home's router, the machine itself. */
    public static boolean isLocal(InetAddress address) {
        var bytes = address.getAddress();
        var uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
        var carrierGrade = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
        return uniqueLocal
                || carrierGrade
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress();
    }
}
