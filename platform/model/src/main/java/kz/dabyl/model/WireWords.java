package kz.dabyl.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Look-up from wire codes and JSON words to the constants of one enum. Immutable. */
final class WireWords<E extends Enum<E> & WireCoded> {

    private final Map<String, E> byWord = new HashMap<>();
    /** A list, since codes are looked up for every result of every report. */
    private final List<@Nullable E> byCode = new ArrayList<>(Collections.nCopies(Byte.MAX_VALUE + 1, null));

    WireWords(E[] constants) {
        for (var constant : constants) {
            byWord.put(constant.word(), constant);
            byCode.set(constant.wireCode(), constant);
        }
    }

    Optional<E> ofWord(String word) {
        return Optional.ofNullable(byWord.get(word));
    }

    E ofWireCode(byte code) {
        var constant = code < 0 ? null : byCode.get(code);
        if (constant == null) {
            throw new IllegalArgumentException("unknown wire code " + code + ", known are " + byWord.values());
        }
        return constant;
    }
}
