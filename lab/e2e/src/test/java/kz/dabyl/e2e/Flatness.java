package kz.dabyl.e2e;

import java.util.List;

/** Whether what is measured again and again stays as it is. Stateless. */
final class Flatness {

    private Flatness() {}

    /**
     * By how much the mean of the last quarter is above that of the second. The first is left out, in which a program loads
     * what it needs; means, because line and collector come and go from one figure to the next.
     */
    static double rise(List<Long> figures) {
        var quarter = figures.size() / 4;
        if (quarter == 0) {
            throw new IllegalArgumentException("expected at least four figures, were " + figures.size());
        }
        return mean(figures.subList(figures.size() - quarter, figures.size()))
                - mean(figures.subList(quarter, 2 * quarter));
    }

    private static double mean(List<Long> figures) {
        return figures.stream().mapToLong(Long::longValue).average().orElseThrow();
    }
}
