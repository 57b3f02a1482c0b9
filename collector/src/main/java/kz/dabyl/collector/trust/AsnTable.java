package kz.dabyl.collector.trust;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.dabyl.collector.adapter.Addresses;
import kz.dabyl.model.InvalidInputException;

/**
 * Which autonomous system an address belongs to, from a table that the operator has: so a probe learns its network without
 * asking anybody else, and nobody keeps its address. Addresses of the newer kind are known by their first 64 bits, which is
 * finer than any route. Immutable; some 20 bytes a range.
 */
public final class AsnTable {

    public static final AsnTable NONE = new AsnTable(new Ranges(List.of()), new Ranges(List.of()));

    private static final Pattern SEPARATOR = Pattern.compile("[\t,]");
    private static final Pattern NUMBER = Pattern.compile("(?:AS)?([0-9]{1,10})(?:[_,].*)?");
    private static final long LARGEST = 0xFFFF_FFFFL;
    private static final int V4_BYTES = 4;

    private final Ranges v4;
    private final Ranges v6;

    /** Addresses from one to another, both of them among it, in an order that signed numbers have. */
    private record Range(boolean old, long from, long to, int asn) {}

    private AsnTable(Ranges v4, Ranges v6) {
        this.v4 = v4;
        this.v6 = v6;
    }

    /**
     * Reads one line for each range, separated by tabs or commas: {@code first last asn …} (iptoasn, DB-IP),
     * {@code network/length,asn …} (GeoLite2) or {@code network length asn} (CAIDA). The first line may be a heading.
     *
     * @throws InvalidInputException naming the line that is none of these
     */
    public static AsnTable read(BufferedReader lines) throws IOException {
        var old = new ArrayList<Range>();
        var fresh = new ArrayList<Range>();
        var number = 0;
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var range = range(line);
            if (range.isPresent()) {
                (range.get().old() ? old : fresh).add(range.get());
            } else if (number > 1) {
                throw new InvalidInputException(
                        "line " + number, "expected 'first last asn', 'network/length,asn' or 'network length asn'");
            }
        }
        if (old.isEmpty() && fresh.isEmpty()) {
            throw new InvalidInputException("", "expected ranges of addresses, found none");
        }
        return new AsnTable(new Ranges(old), new Ranges(fresh));
    }

    private static Optional<Range> range(String line) {
        var columns = SEPARATOR.split(line.replace("\"", ""), 4);
        var slash = columns[0].indexOf('/');
        if (slash > 0 && columns.length >= 2) {
            return network(columns[0].substring(0, slash), columns[0].substring(slash + 1), columns[1]);
        }
        if (columns.length < 3) {
            return Optional.empty();
        }
        return columns[1].matches("[0-9]{1,3}")
                ? network(columns[0], columns[1], columns[2])
                : between(columns[0], columns[1], columns[2]);
    }

    private static Optional<Range> between(String first, String last, String asn) {
        var from = bytes(first);
        var to = bytes(last);
        var number = number(asn);
        if (from.length == 0 || from.length != to.length || number.isEmpty() || key(from) > key(to)) {
            return Optional.empty();
        }
        return Optional.of(new Range(from.length == V4_BYTES, key(from), key(to), number.get()));
    }

    private static Optional<Range> network(String network, String length, String asn) {
        var from = bytes(network);
        var number = number(asn);
        if (from.length == 0 || number.isEmpty() || !length.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        var bits = Integer.parseInt(length);
        if (bits > 8 * from.length) {
            return Optional.empty();
        }
        var old = from.length == V4_BYTES;
        var host = hostBits(Math.max(0, (old ? 32 : 64) - bits));
        // The order of the newer kind has the first bit turned round; so it stays whole where all bits are the host's.
        var first = old ? key(from) & ~host : ((key(from) ^ Long.MIN_VALUE) & ~host) ^ Long.MIN_VALUE;
        return Optional.of(new Range(old, first, first + host, number.get()));
    }

    private static long hostBits(int count) {
        return count == Long.SIZE ? -1 : (1L << count) - 1;
    }

    /** Of several that announce one network the first. */
    private static Optional<Integer> number(String text) {
        var found = NUMBER.matcher(text.strip());
        if (!found.matches() || Long.parseLong(found.group(1)) > LARGEST) {
            return Optional.empty();
        }
        return Optional.of(Integer.parseUnsignedInt(found.group(1)));
    }

    /** Of a literal; empty if it is none. A name is never resolved. */
    private static byte[] bytes(String literal) {
        return Addresses.parse(literal.strip()).map(InetAddress::getAddress).orElseGet(() -> new byte[0]);
    }

    private static long key(byte[] address) {
        return address.length == V4_BYTES
                ? Integer.toUnsignedLong(ByteBuffer.wrap(address).getInt())
                : ByteBuffer.wrap(address).getLong() ^ Long.MIN_VALUE;
    }

    /** {@code AS9198} of an address as a literal; empty where the table knows none. */
    public Optional<String> of(String address) {
        var bytes = bytes(address);
        if (bytes.length == 0) {
            return Optional.empty();
        }
        var asn = (bytes.length == V4_BYTES ? v4 : v6).find(key(bytes));
        return asn == 0 ? Optional.empty() : Optional.of("AS" + Integer.toUnsignedString(asn));
    }

    /** Ranges by where they begin, the wider first; each knows the next wider one around it, so the narrowest is found. */
    private static final class Ranges {

        private static final int NOBODY = 0;
        private static final int NOTHING = -1;

        private final long[] from;
        private final long[] to;
        private final int[] asn;
        private final int[] around;

        Ranges(List<Range> given) {
            var sorted = new ArrayList<>(given);
            sorted.sort(Comparator.comparingLong(Range::from)
                    .thenComparing(Comparator.comparingLong(Range::to).reversed()));
            from = sorted.stream().mapToLong(Range::from).toArray();
            to = sorted.stream().mapToLong(Range::to).toArray();
            asn = sorted.stream().mapToInt(Range::asn).toArray();
            around = new int[from.length];
            for (var i = 0; i < from.length; i++) {
                around[i] = holding(i - 1, from[i]);
            }
        }

        /** The last one up to {@code index} that reaches as far as {@code key}. */
        private int holding(int index, long key) {
            var found = index;
            while (found != NOTHING && to[found] < key) {
                found = around[found];
            }
            return found;
        }

        int find(long key) {
            var low = 0;
            var high = from.length;
            while (low < high) {
                var middle = (low + high) >>> 1;
                if (from[middle] <= key) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            var found = holding(low - 1, key);
            return found == NOTHING ? NOBODY : asn[found];
        }
    }
}
