package kz.dabyl.model;

import java.util.Optional;

/** What feeds a probe, as it says itself. */
public enum Power implements WireCoded {
    MAINS(1, "mains"),
    BATTERY(2, "battery"),
    LOW(3, "low");

    private static final WireWords<Power> WORDS = new WireWords<>(values());

    private final byte wireCode;
    private final String word;

    Power(int wireCode, String word) {
        this.wireCode = (byte) wireCode;
        this.word = word;
    }

    /** The constant that JSON calls {@code word}. */
    public static Optional<Power> ofWord(String word) {
        return WORDS.ofWord(word);
    }

    static Power ofWireCode(byte wireCode) {
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
