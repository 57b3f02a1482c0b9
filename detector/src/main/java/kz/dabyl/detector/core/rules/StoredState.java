package kz.dabyl.detector.core.rules;

import kz.dabyl.model.Decoded;

/** What both folds make of their own stored bytes: damage to them is nobody's input, but a reason to stop. */
public final class StoredState {

    private StoredState() {}

    /** @throws IllegalStateException if it was malformed */
    public static <T> T read(Decoded<T> decoded) {
        if (decoded instanceof Decoded.Ok<T> ok) {
            return ok.value();
        }
        var malformed = (Decoded.Malformed<T>) decoded;
        throw new IllegalStateException(
                "stored state cannot be read: " + malformed.reason() + ", " + malformed.detail());
    }
}
