package kz.dabyl.model;

import java.util.Optional;

/** Where a target stands: a shutdown, an allow-list and a block differ in which classes still answer. */
public enum TargetClass implements WireCoded {
    INTERNATIONAL(1, "international"),
    DOMESTIC(2, "domestic"),
    PLATFORM(3, "platform"),
    SITE(4, "site");

    private static final TargetClass[] CLASSES = values();
    private static final WireWords<TargetClass> WORDS = new WireWords<>(CLASSES);

    private final byte wireCode;
    private final String word;
    private final String prefix;
    private final Optional<TargetClass> itself = Optional.of(this);

    TargetClass(int wireCode, String word) {
        this.wireCode = (byte) wireCode;
        this.word = word;
        this.prefix = word + "/";
    }

    /** The constant that JSON calls {@code word}. */
    public static Optional<TargetClass> ofWord(String word) {
        return WORDS.ofWord(word);
    }

    /** The class that stands before the slash of {@code target}. */
    public static Optional<TargetClass> ofTarget(String target) {
        for (var targetClass : CLASSES) {
            if (target.startsWith(targetClass.prefix)) {
                return targetClass.itself;
            }
        }
        return Optional.empty();
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
