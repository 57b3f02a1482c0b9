package kz.dabyl.detector.core.probes;

import java.util.Arrays;
import java.util.List;

/**
 * Immutable lists of what stands at the beginning of an array. Up to ten, as most lists of summaries have, are spelt out:
 * {@link List#of(Object[])} copies an array that nobody else has, and to make that is another one.
 */
final class Few {

    private Few() {}

    static <T> List<T> of(T[] from, int count) {
        return switch (count) {
            case 0 -> List.of();
            case 1 -> List.of(from[0]);
            case 2 -> List.of(from[0], from[1]);
            case 3 -> List.of(from[0], from[1], from[2]);
            case 4 -> List.of(from[0], from[1], from[2], from[3]);
            case 5 -> List.of(from[0], from[1], from[2], from[3], from[4]);
            case 6 -> List.of(from[0], from[1], from[2], from[3], from[4], from[5]);
            case 7 -> List.of(from[0], from[1], from[2], from[3], from[4], from[5], from[6]);
            case 8 -> List.of(from[0], from[1], from[2], from[3], from[4], from[5], from[6], from[7]);
            case 9 -> List.of(from[0], from[1], from[2], from[3], from[4], from[5], from[6], from[7], from[8]);
            case 10 ->
                List.of(from[0], from[1], from[2], from[3], from[4], from[5], from[6], from[7], from[8], from[9]);
            default -> List.of(Arrays.copyOf(from, count));
        };
    }
}
