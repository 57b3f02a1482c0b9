package kz.dabyl.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Look-up from wire codes and JSON words to the constants of one enum. Immutable. */
final class WireWords<E extends Enum<E> & WireCoded> {

    private final Map<String, E> byWord = new HashMap<>();
    private final Map<Byte, E> byCode = new HashMap<>();

    WireWords(E[] constants) {
        for (var constant : constants) {
            byWord.put(constant.word(), constant);
            byCode.put(constant.wireCode(), constant);
        }
    }

    Optional<E> ofWord(String word) {
        return Optional.ofNullable(byWord.get(word));
    }

    E ofWireCode(byte code) {
        var constant = byCode.get(code);
        if (constant == null) {
            throw new IllegalArgumentException("unknown wire code " + code + ", known are " + byCode);
        }
        return constant;
    }
}
