package kz.dabyl.alerts.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/** Why an incident is believed, and why it is no more. Pure. */
public final class Reasons {

    private static final int LENGTH = 200;

    /** How the detector begins to say that nothing spoke against it, for nothing was there that could. */
    private static final String NO_CONTROL = "no control";

    private static final String TOGETHER = "fell together";
    private static final List<String> METHODS = List.of("DNS", "IP", "TCP", "TLS", "HTTP");

    /** The words of the detector for retractions, and the phrases for them. */
    private static final Map<String, String> RETRACTIONS = Map.of(
            "restart", "reason.restart",
            "release", "reason.release",
            "targets answered", "reason.targets_answered",
            "same everywhere", "reason.same_everywhere",
            "all alike", "reason.all_alike");

    private Reasons() {}

    /** What the detector says of an incident beside the numbers, in sentences of {@code language}; nothing where it says nothing. */
    public static List<String> told(String language, Incident incident) {
        var phrases = Phrases.of(language);
        var reason = PlainText.of(Optional.ofNullable(incident.reason()).orElse(""), LENGTH);
        if (reason.isEmpty()) {
            return List.of();
        }
        if (incident.state() == Incident.State.RETRACTED) {
            return List.of(retraction(phrases, Optional.of(reason)));
        }
        var said = new ArrayList<>(method(phrases, incident).stream().toList());
        if (reason.contains(NO_CONTROL)) {
            said.add(phrases.say("why.no_control"));
        }
        // Words of a newer detector are better than none.
        return said.isEmpty() ? List.of(reason) : said;
    }

    /**
     * Why {@code incident} is believed, in a line; empty where no number says anything.
     *
     * @param arguments the incident as {@link Particulars}
     */
    static Optional<String> line(Phrases phrases, Incident incident, Map<String, Object> arguments) {
        var reasons = new ArrayList<String>();
        if (incident.evidence().probesSilent() > 0) {
            reasons.add(isTrouble(incident.kind()) ? "why.trouble" : "why.silent");
        }
        if (incident.state() == Incident.State.OPEN) {
            present(incident, reasons);
        }
        if (incident.evidence().lateConfirmations() > 0) {
            reasons.add(incident.kind() == IncidentKind.COLLECTOR_UNREACHABLE ? "why.late_collector" : "why.late");
        }
        var said = new ArrayList<>(
                reasons.stream().map(key -> phrases.say(key, arguments)).toList());
        method(phrases, incident).ifPresent(said::add);
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(phrases.say("line.why", Map.of("reasons", String.join(" ", said))));
    }

    /** Reports of the last minute, which once it is over are as they always were. */
    private static void present(Incident incident, List<String> reasons) {
        var trouble = isTrouble(incident.kind());
        if (incident.evidence().expected() > 0) {
            reasons.add(trouble ? "why.attempts" : "why.reports");
        }
        var alone = incident.evidence().controlExpected() <= 0
                || Optional.ofNullable(incident.reason())
                        .filter(reason -> reason.contains(NO_CONTROL))
                        .isPresent();
        if (alone) {
            reasons.add("why.no_control");
        } else {
            reasons.add(trouble ? "why.control_attempts" : "why.control");
        }
    }

    private static Optional<String> method(Phrases phrases, Incident incident) {
        var reason = Optional.ofNullable(incident.reason()).orElse("");
        var word = reason.split("[:;]", 2)[0];
        if (incident.kind() != IncidentKind.BLOCKING || !METHODS.contains(word)) {
            return Optional.empty();
        }
        var method = phrases.say("why.method", Map.of("method", word));
        return Optional.of(reason.contains(TOGETHER) ? method + " " + phrases.say("why.together") : method);
    }

    /** Why an incident was retracted. */
    static String retraction(Phrases phrases, Optional<String> reason) {
        var words = PlainText.of(reason.orElse(""), LENGTH);
        if (words.isEmpty()) {
            return phrases.say("reason.none");
        }
        var key = RETRACTIONS.get(words);
        return key == null ? words : phrases.say(key);
    }

    private static boolean isTrouble(IncidentKind kind) {
        return switch (kind) {
            case INTERNATIONAL_CUT, THROTTLING, BLOCKING, TLS_INTERCEPTION, TARGET_DOWN -> true;
            case SHUTDOWN, NETWORK_OUTAGE, OUTAGE, BLACKOUT, COLLECTOR_UNREACHABLE -> false;
        };
    }
}
