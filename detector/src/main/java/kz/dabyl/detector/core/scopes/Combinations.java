package kz.dabyl.detector.core.scopes;

/** The price of a choice: picking the best of many sets finds one by chance the more easily the more there are. */
public final class Combinations {

    private Combinations() {}

    /** ln of the number of ways to choose {@code k} of {@code n}; 0 where there is no choice. */
    public static double ln(int n, int k) {
        var sum = 0.0;
        for (var i = 1; i <= Math.min(k, n - k); i++) {
            sum += Math.log((n - i + 1) / (double) i);
        }
        return sum;
    }
}
