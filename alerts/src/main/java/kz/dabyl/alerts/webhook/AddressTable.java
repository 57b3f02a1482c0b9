package kz.dabyl.alerts.webhook;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are public. The JDK's own predicates call carrier NAT, unique local, NAT64, 6to4, Teredo and benchmark
 * ranges public, so the table is ours: for IPv4 everything but the special-purpose ranges of IANA, for IPv6 only
 * 2000::/3 without what embeds an IPv4 address or serves documentation and protocols.
 */
public final class AddressTable {

    /**
     * A range of addresses of one family.
     *
     * @param bytes length of an address
     * @param beyond bits that do not matter
     * @param head the bits that do
     */
    private record Range(int bytes, int beyond, BigInteger head) {

        static Range of(String cidr) {
            var slash = cidr.indexOf('/');
            var prefix = literal(cidr.substring(0, slash));
            var beyond = prefix.length * 8 - Integer.parseInt(cidr.substring(slash + 1));
            return new Range(prefix.length, beyond, new BigInteger(1, prefix).shiftRight(beyond));
        }

        boolean contains(byte[] address) {
            return address.length == bytes
                    && new BigInteger(1, address).shiftRight(beyond).equals(head);
        }
    }

    private static final Range GLOBAL_UNICAST = Range.of("2000::/3");

    private static final List<Range> NOT_PUBLIC = List.of(
            Range.of("0.0.0.0/8"), // this network
            Range.of("10.0.0.0/8"), // private
            Range.of("100.64.0.0/10"), // carrier NAT
            Range.of("127.0.0.0/8"), // loopback
            Range.of("169.254.0.0/16"), // link-local, cloud metadata
            Range.of("172.16.0.0/12"), // private
            Range.of("192.0.0.0/24"), // protocol assignments
            Range.of("192.0.2.0/24"), // documentation
            Range.of("192.88.99.0/24"), // 6to4 relays
            Range.of("192.168.0.0/16"), // private
            Range.of("198.18.0.0/15"), // benchmarks
            Range.of("198.51.100.0/24"), // documentation
            Range.of("203.0.113.0/24"), // documentation
            Range.of("224.0.0.0/4"), // multicast
            Range.of("240.0.0.0/4"), // reserved, broadcast
            Range.of("2001::/23"), // protocol assignments: Teredo, benchmarks, ORCHID
            Range.of("2001:db8::/32"), // documentation
            Range.of("2002::/16"), // 6to4, embeds IPv4
            Range.of("3fff::/20")); // documentation

    private AddressTable() {}

    /** Whether packets to {@code address} leave for the public Internet. */
    public static boolean isPublic(InetAddress address) {
        var bytes = unmapped(address.getAddress());
        if (bytes.length == 16 && !GLOBAL_UNICAST.contains(bytes)) {
            return false;
        }
        return NOT_PUBLIC.stream().noneMatch(range -> range.contains(bytes));
    }

    /** The four bytes within ::ffff:0:0/96; other addresses as they are. */
    private static byte[] unmapped(byte[] address) {
        if (address.length != 16 || address[10] != -1 || address[11] != -1) {
            return address;
        }
        for (var i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        return Arrays.copyOfRange(address, 12, 16);
    }

    private static byte[] literal(String address) {
        try {
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(address + " is no address literal", e);
        }
    }
}
