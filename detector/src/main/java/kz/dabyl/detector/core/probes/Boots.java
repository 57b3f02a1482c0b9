package kz.dabyl.detector.core.probes;

/**
 * Stand-ins for the boots of probes, of which nothing is asked but whether two of one probe are the same: FNV-1a in 64 bits,
 * which no two share by chance. Stateless.
 */
final class Boots {

    /** Of the empty text alone. */
    static final long UNKNOWN = 0;

    private static final long OFFSET = 0xCBF29CE484222325L;
    private static final long PRIME = 0x100000001B3L;

    private Boots() {}

    static long hash(String boot) {
        if (boot.isEmpty()) {
            return UNKNOWN;
        }
        var hash = OFFSET;
        for (var i = 0; i < boot.length(); i++) {
            hash = (hash ^ boot.charAt(i)) * PRIME;
        }
        return hash == UNKNOWN ? OFFSET : hash;
    }
}
