package kz.dabyl.model;

import java.util.Optional;

/** How a probe reaches the Internet. */
public enum Access implements WireCoded {
    MOBILE(1, "mobile"),
    FIXED(2, "fixed");

    private static final WireWords<Access> WORDS = new WireWords<>(values());

    private final byte wireCode;
    private final String word;

    Access(int wireCode, String word) {
        this.wireCode = (byte) wireCode;
        this.word = word;
    }

    /** The constant that JSON calls {@code word}. */
    public static Optional<Access> ofWord(String word) {
        return WORDS.ofWord(word);
    }

    static Access ofWireCode(byte wireCode) {
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
