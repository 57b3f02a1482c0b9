package kz.dabyl.app.backtest;

import java.math.BigDecimal;
import java.util.List;
import kz.dabyl.detector.tuning.history.Trial;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Thresholds;

/** Thresholds with one of them varied. */
public final class Curve {

    /** What is varied where nothing else is asked for. */
    public static final String USUAL_FIELD = "false_alarms_per_month";

    private Curve() {}

    /**
     * {@code base} with other values of a field, in their order, each once.
     *
     * @throws InvalidInputException if the field is none that takes numbers, or does not take one of the values
     */
    public static List<Trial> of(Thresholds base, String field, List<BigDecimal> values) {
        var tree = Documents.json(base);
        if (!tree.path(field).isNumber()) {
            throw new InvalidInputException("/" + field, "is no threshold that is a number");
        }
        return values.stream()
                .distinct()
                .map(value -> new Trial(
                        field + "=" + value.toPlainString(),
                        Documents.thresholds(tree.deepCopy().put(field, value).toString())))
                .toList();
    }
}
