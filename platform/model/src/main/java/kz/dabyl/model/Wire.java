package kz.dabyl.model;

import java.nio.BufferUnderflowException;
import java.util.function.Function;

/** The frame that all our stored bytes share: a version byte, then the body. */
public final class Wire {

    private Wire() {}

    /** Decodes bytes of {@code version}; whatever is wrong with them becomes {@link Decoded.Malformed}. */
    public static <T> Decoded<T> decode(byte[] bytes, int version, Function<WireInput, T> body) {
        if (bytes.length == 0) {
            return new Decoded.Malformed<>(Decoded.Reason.EMPTY, "no bytes");
        }
        if (bytes[0] != version) {
            return new Decoded.Malformed<>(
                    Decoded.Reason.UNKNOWN_VERSION, "version " + bytes[0] + ", this program reads " + version);
        }
        var in = new WireInput(bytes);
        in.u8();
        try {
            var value = body.apply(in);
            return in.remaining() == 0
                    ? new Decoded.Ok<>(value)
                    : new Decoded.Malformed<>(
                            Decoded.Reason.TRAILING_BYTES, in.remaining() + " bytes after the record");
        } catch (BufferUnderflowException e) {
            return new Decoded.Malformed<>(Decoded.Reason.TRUNCATED, bytes.length + " bytes");
        } catch (IllegalArgumentException e) {
            return new Decoded.Malformed<>(Decoded.Reason.INVALID_FIELD, String.valueOf(e.getMessage()));
        }
    }
}
