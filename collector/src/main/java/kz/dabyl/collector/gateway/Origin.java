package kz.dabyl.collector.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import kz.dabyl.model.Access;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Places;
import kz.dabyl.model.Quoted;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import org.jspecify.annotations.Nullable;

/**
 * Which probe measured, where it is, and what it promises.
 *
 * @param intervalSeconds 1 to 3600, or {@link Report#NO_PROMISE}
 */
public record Origin(String probe, String place, String network, Access access, int intervalSeconds) {

    /** Labels or tags of the same names in every format. */
    public static final String PROBE = "dabyl_probe";

    public static final String PLACE = "dabyl_place";
    public static final String NETWORK = "dabyl_network";
    public static final String ACCESS = "dabyl_access";
    public static final String INTERVAL = "dabyl_interval_s";

    /** Throws {@link InvalidInputException} that names the first field that is bad. */
    public Origin {
        if (!ReportReader.isProbe(probe)) {
            throw bad(PROBE, "expected 1 to 64 letters, digits, '_' or '-'", probe);
        }
        place = Places.canonical(place)
                .orElseThrow(badSupplier(
                        PLACE,
                        "expected an H3 index of resolution " + Places.COARSEST + " to " + Places.FINEST
                                + " or an ISO 3166 code",
                        place));
        if (!ReportReader.isNetwork(network)) {
            throw bad(NETWORK, "expected MCC-MNC such as 401-01, or AS and a number", network);
        }
        if (intervalSeconds != Report.NO_PROMISE
                && (intervalSeconds < 1 || intervalSeconds > ReportReader.MAX_INTERVAL_SECONDS)) {
            throw bad(
                    INTERVAL,
                    "expected an integer from 1 to " + ReportReader.MAX_INTERVAL_SECONDS,
                    Integer.toString(intervalSeconds));
        }
    }

    private static Supplier<InvalidInputException> badSupplier(String field, String expected, String was) {
        return () -> bad(field, expected, was);
    }

    /**
     * What labels say.
     *
     * @param sender the probe that sends, if it is one and need not name itself
     * @throws InvalidInputException if something is missing or bad
     */
    public static Origin of(Map<String, String> labels, Optional<String> sender) {
        var probe = named(labels, PROBE).or(() -> sender).orElseThrow(() -> missing(PROBE));
        var place = required(labels, PLACE);
        var network = required(labels, NETWORK);
        var access = required(labels, ACCESS);
        return new Origin(
                probe,
                place,
                network,
                Access.ofWord(access).orElseThrow(badSupplier(ACCESS, "expected mobile or fixed", access)),
                interval(labels.get(INTERVAL)));
    }

    private static Optional<String> named(Map<String, String> labels, String name) {
        // To Prometheus an empty label is one that is not there.
        return Optional.ofNullable(labels.get(name)).filter(text -> !text.isEmpty());
    }

    private static String required(Map<String, String> labels, String name) {
        return named(labels, name).orElseThrow(() -> missing(name));
    }

    private static int interval(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return Report.NO_PROMISE;
        }
        try {
            // What is out of range must not become the number that stands for no promise.
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw bad(INTERVAL, "expected an integer from 1 to " + ReportReader.MAX_INTERVAL_SECONDS, text);
        }
    }

    private static InvalidInputException missing(String field) {
        return new InvalidInputException("/" + field, "is required");
    }

    private static InvalidInputException bad(String field, String expected, String was) {
        return new InvalidInputException("/" + field, expected + ", was " + Quoted.of(was));
    }
}
