package kz.dabyl.model;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One revision of an incident, as published. Times are epoch milliseconds.
 *
 * @param id 26 characters, made from the opening tick and the scope, so that every run over a log gives the same
 * @param revision from 1
 * @param confidence probability that the incident is real
 * @param places with {@code networks}, every cell affected at any time
 * @param started estimated change point
 * @param detected tick at which the first revision was published
 * @param updated tick at which this revision was published
 * @param ended estimated change point back, of a closed incident
 * @param restored cells that are back, as {@code place/network}
 * @param rally id of the rally that covers it
 * @param reason why it was retracted, or what sort of blocking it is
 * @param summary one sentence by language: en, ru, kk
 */
public record Incident(
        String id,
        int revision,
        IncidentKind kind,
        State state,
        Certainty certainty,
        double confidence,
        String area,
        List<String> places,
        List<String> networks,
        List<Access> access,
        List<String> targets,
        long started,
        long detected,
        long updated,
        @Nullable Long ended,
        Evidence evidence,
        List<String> restored,
        @Nullable String rally,
        @Nullable String reason,
        int thresholdsVersion,
        Map<String, String> summary) {

    public Incident {
        places = List.copyOf(places);
        networks = List.copyOf(networks);
        access = List.copyOf(access);
        targets = List.copyOf(targets);
        restored = List.copyOf(restored);
        summary = Map.copyOf(summary);
    }

    /** Where an incident stands in its life. */
    public enum State {
        OPEN,
        CLOSED,
        RETRACTED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** How sure it is. */
    public enum Certainty {
        SUSPECTED,
        CONFIRMED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Certainty ofWord(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * The numbers behind an incident.
     *
     * @param expected reports due a minute in its cells by the promises made before it began
     * @param heard reports that came in the last minute
     * @param probesSilent distinct probes silent
     * @param controlExpected reports due a minute from its controls
     * @param controlHeard reports that came from them in the last minute
     * @param lateConfirmations reports kept while offline that confirm it
     */
    public record Evidence(
            double expected,
            int heard,
            int probesSilent,
            double controlExpected,
            int controlHeard,
            int lateConfirmations) {}

    /** The same incident with other words. */
    public Incident withSummary(Map<String, String> words) {
        return new Incident(
                id,
                revision,
                kind,
                state,
                certainty,
                confidence,
                area,
                places,
                networks,
                access,
                targets,
                started,
                detected,
                updated,
                ended,
                evidence,
                restored,
                rally,
                reason,
                thresholdsVersion,
                words);
    }
}
