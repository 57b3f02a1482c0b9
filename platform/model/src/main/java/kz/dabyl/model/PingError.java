package kz.dabyl.model;

import java.util.Optional;

/** Why a ping got no answer. */
public enum PingError implements WireCoded {
    TIMEOUT(1, "timeout"),
    REFUSED(2, "refused"),
    RESET(3, "reset"),
    UNREACHABLE(4, "unreachable"),
    DNS(5, "dns"),
    TLS(6, "tls"),
    HTTP(7, "http");

    private static final WireWords<PingError> WORDS = new WireWords<>(values());

    private final byte wireCode;
    private final String word;

    PingError(int wireCode, String word) {
        this.wireCode = (byte) wireCode;
        this.word = word;
    }

    /** The constant that JSON calls {@code word}. */
    public static Optional<PingError> ofWord(String word) {
        return WORDS.ofWord(word);
    }

    static PingError ofWireCode(byte wireCode) {
        return WORDS.ofWireCode(wireCode);
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
