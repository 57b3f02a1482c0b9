package kz.dabyl.model;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What on-call staff tune, see the contract's section 4. The table of it in {@code docs/options.md} is made of this file.
 *
 * @param falseAlarmsPerMonth false incidents a month that the whole deployment may raise; every inner threshold follows
 * @param minProbes fewer distinct silent probes never open an incident, and no cell with fewer is shown to the public
 * @param home watched countries as ISO 3166 codes, or {@code *} for all; the others are witnesses
 * @param confirmAfterSeconds how long evidence must hold until {@code suspected} becomes {@code confirmed}, in seconds
 * @param closeAfterSeconds how long reports must be back to normal until an incident closes, in seconds
 * @param rallyPrior how much likelier a shutdown is held to be inside a rally's area and hours
 * @param throttlingRttFactor round trip over the cell's own baseline that counts as throttled
 * @param throttlingKbpsFactor throughput over the cell's own baseline that counts as throttled
 * @param version counts the changes of a deployment's thresholds
 */
public record Thresholds(
        @JsonProperty("false_alarms_per_month") double falseAlarmsPerMonth,
        @JsonProperty("min_probes") int minProbes,

        @JsonProperty("home") @JsonFormat(with = JsonFormat.Feature.WRITE_SINGLE_ELEM_ARRAYS_UNWRAPPED)
        List<String> home,

        @JsonProperty("confirm_after_s") int confirmAfterSeconds,
        @JsonProperty("close_after_s") int closeAfterSeconds,
        @JsonProperty("rally_prior") double rallyPrior,
        @JsonProperty("throttling_rtt_factor") double throttlingRttFactor,
        @JsonProperty("throttling_kbps_factor") double throttlingKbpsFactor,
        @JsonProperty("version") int version) {

    /** Every country is watched. */
    public static final String EVERYWHERE = "*";

    public static final Thresholds DEFAULT = new Thresholds(1, 3, List.of("KZ"), 60, 120, 20, 3, 0.2, 1);

    public Thresholds {
        home = List.copyOf(home);
        // A month has no more looks at a cell than this.
        check(
                falseAlarmsPerMonth > 0 && falseAlarmsPerMonth <= 1e6,
                "false_alarms_per_month",
                "over 0 and at most 1e6");
        check(minProbes >= 1, "min_probes", "at least 1");
        check(
                !home.isEmpty() && home.stream().allMatch(h -> h.equals(EVERYWHERE) || h.matches("[A-Z]{2}")),
                "home",
                "a country code such as KZ, a list of them, or *");
        check(confirmAfterSeconds >= 0, "confirm_after_s", "at least 0");
        check(closeAfterSeconds >= 0, "close_after_s", "at least 0");
        // Beyond this nothing changes where few places are watched: the bar is at its least.
        check(rallyPrior >= 1 && rallyPrior <= 1e6, "rally_prior", "from 1 to 1e6");
        check(
                throttlingRttFactor > 1 && throttlingRttFactor < Double.POSITIVE_INFINITY,
                "throttling_rtt_factor",
                "over 1");
        check(
                throttlingKbpsFactor > 0 && throttlingKbpsFactor < 1,
                "throttling_kbps_factor",
                "between 0 and 1, both excluded");
        check(version >= 1, "version", "at least 1");
    }

    /** The same with another {@code false_alarms_per_month}. */
    public Thresholds withFalseAlarms(double perMonth) {
        return new Thresholds(
                perMonth,
                minProbes,
                home,
                confirmAfterSeconds,
                closeAfterSeconds,
                rallyPrior,
                throttlingRttFactor,
                throttlingKbpsFactor,
                version);
    }

    /** The same with another {@code throttling_rtt_factor}. */
    public Thresholds withRttFactor(double factor) {
        return new Thresholds(
                falseAlarmsPerMonth,
                minProbes,
                home,
                confirmAfterSeconds,
                closeAfterSeconds,
                rallyPrior,
                factor,
                throttlingKbpsFactor,
                version);
    }

    /** Whether places of {@code country} are watched; others are witnesses abroad. */
    public boolean watches(String country) {
        return home.contains(EVERYWHERE) || home.contains(country);
    }

    private static void check(boolean holds, String field, String expected) {
        if (!holds) {
            throw new InvalidInputException("/" + field, "expected " + expected);
        }
    }
}
