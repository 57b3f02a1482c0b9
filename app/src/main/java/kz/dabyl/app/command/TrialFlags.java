package kz.dabyl.app.command;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kz.dabyl.app.backtest.Curve;
import kz.dabyl.detector.tuning.history.Trial;
import kz.dabyl.model.Documents;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Thresholds;
import picocli.CommandLine.Option;

/** Which thresholds {@code dabyl backtest} tries. */
final class TrialFlags {

    private static final String DEFAULTS = "defaults";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Thresholds to try as YAML or JSON; what is absent keeps its default. May be given several times.")
    private List<String> configs = new ArrayList<>();

    @Option(
            names = "--against",
            paramLabel = "FILE",
            description =
                    "Thresholds to hold them against (default: what the service published, where the source is a log,"
                            + " else the default thresholds).")
    private Optional<String> against = Optional.empty();

    @Option(
            names = "--curve",
            paramLabel = "FIELD=N,N,…",
            description = "The first --config with other values of a field, such as"
                    + " false_alarms_per_month=0.1,0.3,1,3,10.")
    private Optional<String> curve = Optional.empty();

    /** What is tried for its own sake. */
    List<Trial> configurations(Terminal terminal) {
        return configs.isEmpty()
                ? List.of(new Trial(DEFAULTS, Thresholds.DEFAULT))
                : configs.stream().map(file -> trial(file, terminal)).toList();
    }

    /** What the others are held against, if it is thresholds. */
    Optional<Trial> against(Terminal terminal) {
        return against.map(file -> trial(file, terminal)).map(t -> new Trial("against " + t.name(), t.thresholds()));
    }

    static Trial defaults() {
        return new Trial("against " + DEFAULTS, Thresholds.DEFAULT);
    }

    private static Trial trial(String file, Terminal terminal) {
        return new Trial(file, InputFile.parse(file, terminal, Documents::thresholds));
    }

    /** The points of the curve, around {@code base}. */
    List<Trial> curve(Thresholds base) {
        if (curve.isEmpty()) {
            return List.of();
        }
        var parts = curve.get().split("=", 2);
        if (parts.length < 2 || !Documents.json(base).path(parts[0]).isNumber()) {
            throw new BadInputException(
                    "--curve: expected a field that is a number and its values, such as false_alarms_per_month=0.3,1,3, was "
                            + curve.get());
        }
        var values =
                Arrays.stream(parts[1].split(",", -1)).map(TrialFlags::number).toList();
        try {
            return Curve.of(base, parts[0], values);
        } catch (InvalidInputException e) {
            throw new BadInputException("--curve: " + e.getMessage(), e);
        }
    }

    private static BigDecimal number(String value) {
        try {
            return new BigDecimal(value.trim());
        } catch (NumberFormatException e) {
            throw new BadInputException("--curve: expected a number, was '" + value + "'", e);
        }
    }
}
