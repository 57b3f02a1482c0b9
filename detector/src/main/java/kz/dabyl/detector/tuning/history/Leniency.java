package kz.dabyl.detector.tuning.history;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import kz.dabyl.model.Documents;
import kz.dabyl.model.Rally;
import kz.dabyl.model.RallyWriter;
import kz.dabyl.model.Thresholds;
import kz.dabyl.model.WireInput;
import kz.dabyl.model.WireOutput;

/**
 * How lenient the detector was that chose what a history keeps: thresholds that are nowhere looser can be tried on it.
 *
 * @param rallies those that were known to it
 */
public record Leniency(Thresholds thresholds, List<Rally> rallies) {

    private static final double FALSE_ALARMS_PER_MONTH = 10;
    private static final int MIN_PROBES = 2;
    private static final int CLOSE_AFTER_SECONDS = 300;

    public Leniency {
        rallies = List.copyOf(rallies);
    }

    /** Lenient enough for what is usually tried, and for these. */
    public static Leniency covering(Collection<Thresholds> tried, List<Rally> rallies) {
        var first = tried.stream().findFirst().orElse(Thresholds.DEFAULT);
        var loosest = new Thresholds(
                FALSE_ALARMS_PER_MONTH,
                MIN_PROBES,
                first.home(),
                Thresholds.DEFAULT.confirmAfterSeconds(),
                CLOSE_AFTER_SECONDS,
                Thresholds.DEFAULT.rallyPrior(),
                first.throttlingRttFactor(),
                first.throttlingKbpsFactor(),
                1);
        for (var each : tried) {
            loosest = looser(loosest, each);
        }
        return new Leniency(loosest, rallies);
    }

    /** As lenient as this where that can be, and lenient enough for {@code tried}. */
    public Leniency widenedFor(Thresholds tried) {
        return covering(List.of(tried, thresholds), rallies);
    }

    private static Thresholds looser(Thresholds one, Thresholds other) {
        return new Thresholds(
                Math.max(one.falseAlarmsPerMonth(), other.falseAlarmsPerMonth()),
                Math.min(one.minProbes(), other.minProbes()),
                one.home(),
                one.confirmAfterSeconds(),
                Math.max(one.closeAfterSeconds(), other.closeAfterSeconds()),
                Math.max(one.rallyPrior(), other.rallyPrior()),
                one.throttlingRttFactor(),
                one.throttlingKbpsFactor(),
                1);
    }

    /** What of {@code tried} is looser than this, in the words of the configuration; empty if nothing is. */
    public Optional<String> exceededBy(Thresholds tried, List<Rally> announced) {
        if (tried.falseAlarmsPerMonth() > thresholds.falseAlarmsPerMonth()) {
            return Optional.of("false_alarms_per_month over " + thresholds.falseAlarmsPerMonth());
        }
        if (tried.minProbes() < thresholds.minProbes()) {
            return Optional.of("min_probes under " + thresholds.minProbes());
        }
        if (!tried.home().equals(thresholds.home())) {
            return Optional.of("home other than " + String.join(", ", thresholds.home()));
        }
        if (tried.closeAfterSeconds() > thresholds.closeAfterSeconds()) {
            return Optional.of("close_after_s over " + thresholds.closeAfterSeconds());
        }
        if (!rallies.containsAll(announced)) {
            return Optional.of("a rally that was not known then");
        }
        if (!announced.isEmpty() && tried.rallyPrior() > thresholds.rallyPrior()) {
            return Optional.of("rally_prior over " + thresholds.rallyPrior());
        }
        // What is slow by one factor is the control that is as usual by another: none of them is the more lenient.
        if (tried.throttlingRttFactor() != thresholds.throttlingRttFactor()) {
            return Optional.of("throttling_rtt_factor other than " + thresholds.throttlingRttFactor());
        }
        if (tried.throttlingKbpsFactor() != thresholds.throttlingKbpsFactor()) {
            return Optional.of("throttling_kbps_factor other than " + thresholds.throttlingKbpsFactor());
        }
        return Optional.empty();
    }

    byte[] encode() {
        var out = new WireOutput();
        out.string(Documents.json(thresholds).toString());
        var text = new StringWriter();
        try (var json = new JsonFactory().createGenerator(text)) {
            RallyWriter.write(json, rallies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out.string(text.toString());
        return out.toByteArray();
    }

    static Leniency decode(byte[] bytes) {
        var in = new WireInput(bytes);
        return new Leniency(Documents.thresholds(in.string()), new ArrayList<>(Documents.rallies(in.string())));
    }
}
