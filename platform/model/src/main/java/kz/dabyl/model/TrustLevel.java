package kz.dabyl.model;

/** What is held of a probe that came by an invite. */
public enum TrustLevel implements WireCoded {
    /** It earns its weight. */
    INVITED(0, "invited"),
    /** It, or its invite, has been shut out. */
    REVOKED(1, "revoked"),
    /** The operator knows who holds the invite. */
    VOUCHED(2, "vouched");

    private static final WireWords<TrustLevel> WORDS = new WireWords<>(values());

    private final byte wireCode;
    private final String word;

    TrustLevel(int wireCode, String word) {
        this.wireCode = (byte) wireCode;
        this.word = word;
    }

    static TrustLevel ofWireCode(byte wireCode) {
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
