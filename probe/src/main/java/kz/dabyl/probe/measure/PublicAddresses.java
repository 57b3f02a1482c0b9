package kz.dabyl.probe.measure;

import java.net.InetAddress;

/** Addresses of the Internet, as against those of a home, of an operator's inside, or of nobody. */
final class PublicAddresses {

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return bytes.length == 4 ? publicV4(bytes) : publicV6(bytes);
    }

    private static boolean publicV4(byte[] bytes) {
        var first = Byte.toUnsignedInt(bytes[0]);
        var second = Byte.toUnsignedInt(bytes[1]);
        var shared = first == 100 && (second & 0xC0) == 64;
        var protocols = first == 192 && second == 0 && bytes[2] == 0;
        var benchmarks = first == 198 && (second & 0xFE) == 18;
        return first != 0 && first < 240 && !shared && !protocols && !benchmarks;
    }

    /** Global unicast is 2000::/3; of it 2002::/16 and 2001::/32 only wrap addresses of the older kind. */
    private static boolean publicV6(byte[] bytes) {
        var global = (bytes[0] & 0xE0) == 0x20;
        var sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        var teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        return global && !sixToFour && !teredo;
    }
}
