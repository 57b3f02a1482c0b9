package kz.dabyl.model;

import java.util.Optional;

/** What is wrong with the answer of a target, by the probe's own measure of what is usual. */
public enum Ailment implements WireCoded {
    TIMEOUT(1, "timeout"),
    REFUSED(2, "refused"),
    RESET(3, "reset"),
    UNREACHABLE(4, "unreachable"),
    DNS(5, "dns"),
    TLS(6, "tls"),
    HTTP(7, "http"),
    /** It answers with a certificate of another issuer than before. */
    FOREIGN_ISSUER(8, "foreign-issuer"),
    /** Round trips of 2, 3, 5 and 8 times the usual. */
    SLOW_2(16, "slow-2"),
    SLOW_3(17, "slow-3"),
    SLOW_5(18, "slow-5"),
    SLOW_8(19, "slow-8"),
    /** Throughput of 1/2, 1/5, 1/10 and 1/20 of the usual. */
    THIN_2(24, "thin-2"),
    THIN_5(25, "thin-5"),
    THIN_10(26, "thin-10"),
    THIN_20(27, "thin-20");

    private static final WireWords<Ailment> WORDS = new WireWords<>(values());

    private final byte wireCode;
    private final String word;

    Ailment(int wireCode, String word) {
        this.wireCode = (byte) wireCode;
        this.word = word;
    }

    /** The constant that is called {@code word}. */
    public static Optional<Ailment> ofWord(String word) {
        return WORDS.ofWord(word);
    }

    /** @throws IllegalArgumentException if none has this code */
    public static Ailment ofWireCode(byte wireCode) {
        return WORDS.ofWireCode(wireCode);
    }

    /** The ailment of a target that did not answer, {@link #TIMEOUT} where the cause is not known. */
    public static Ailment of(Optional<PingError> error) {
        return error.map(e -> WORDS.ofWireCode(e.wireCode())).orElse(TIMEOUT);
    }

    @Override
    public byte wireCode() {
        return wireCode;
    }

    @Override
    public String word() {
        return word;
    }
}
