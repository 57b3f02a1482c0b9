package kz.dabyl.model;

import java.util.Optional;

/** Where a target stands: a shutdown, an allow-list and a block differ in which classes still answer. */
public enum TargetClass implements WireCoded {
    INTERNATIONAL(1, "international"),
    DOMESTIC(2, "domestic"),
    PLATFORM(3, "platform"),
    SITE(4, "site");

    private static final WireWords<TargetClass> WORDS = new WireWords<>(values());

    private final byte wireCode;
    private final String word;

    TargetClass(int wireCode, String word) {
        this.wireCode = (byte) wireCode;
        this.word = word;
    }

    /** The constant that JSON calls {@code word}. */
    public static Optional<TargetClass> ofWord(String word) {
        return WORDS.ofWord(word);
    }

    static TargetClass ofWireCode(byte wireCode) {
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
