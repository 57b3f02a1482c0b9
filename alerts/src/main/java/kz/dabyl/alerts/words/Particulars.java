package kz.dabyl.alerts.words;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Places;
import kz.dabyl.model.Thresholds;
import kz.dabyl.words.Facts;

/**
 * An incident as the arguments of phrases: names made harmless, numbers, times on the clocks of its place, and what
 * phrases choose by. Pure.
 */
final class Particulars {

    private static final double ALMOST_CERTAIN = 0.99;
    private static final double VERY_LIKELY = 0.9;
    private static final double LIKELY = 0.7;
    private static final double POSSIBLE = 0.5;

    private final Phrases phrases;
    private final Incident incident;
    private final Facts facts;
    private final Names names;

    private Particulars(Phrases phrases, Incident incident, Facts facts, Names names) {
        this.phrases = phrases;
        this.incident = incident;
        this.facts = facts;
        this.names = names;
    }

    static Map<String, Object> of(Phrases phrases, Incident incident, Names names) {
        return new Particulars(phrases, incident, Facts.of(incident), names).arguments();
    }

    /**
     * What the subscriber was told last. Where that revision is not at hand, its kind and state are known, but not which
     * networks and targets it named.
     */
    static Map<String, Object> asTold(Phrases phrases, IncidentNotice.News news, Names names) {
        var incident = news.known().orElse(news.incident());
        var facts = Facts.of(incident);
        if (news.before().isEmpty()) {
            return new Particulars(phrases, incident, facts, names).arguments();
        }
        var told = news.before().get();
        var named = news.known().isPresent() || told.kind() == incident.kind();
        var said = new Facts(
                told.kind(),
                told.state(),
                facts.confirmed(),
                facts.areas(),
                facts.central(),
                facts.reach(),
                named ? facts.networks() : List.of(),
                named ? facts.targets() : List.of(),
                facts.period(),
                facts.reason());
        return new Particulars(phrases, incident, said, names).arguments();
    }

    private Map<String, Object> arguments() {
        var arguments = new HashMap<String, Object>();
        arguments.put("form", facts.state() == Incident.State.CLOSED ? "over" : "open");
        arguments.put("sure", incident.certainty().word());
        names(arguments);
        times(arguments);
        numbers(arguments);
        arguments.put("where", phrases.say("where", arguments));
        arguments.put("subject", phrases.say("subject", arguments));
        arguments.put("what", phrases.say("kind." + facts.kind().word() + ".what", arguments));
        arguments.put("statement", phrases.say("statement", arguments));
        return arguments;
    }

    private void names(Map<String, Object> arguments) {
        var hexes = incident.places().stream().filter(Places::isHex).count();
        arguments.put("areas", names.areas(phrases, facts));
        arguments.put("central", facts.central() ? "yes" : "no");
        arguments.put("places", hexes == incident.places().size() ? hexes : 0);
        arguments.put(
                "reach",
                switch (facts.reach()) {
                    case MOBILE -> "mobile";
                    case FIXED -> "fixed";
                    case BOTH -> "both";
                    case UNKNOWN -> "unknown";
                });
        arguments.put("networks", names.list(phrases, facts.networks()));
        arguments.put("networkCount", names.harmless(facts.networks()).size());
        arguments.put("targets", names.list(phrases, facts.targets()));
        arguments.put("targetCount", names.harmless(facts.targets()).size());
    }

    private void times(Map<String, Object> arguments) {
        var period = facts.period();
        var now = period.at(incident.updated());
        var until = Objects.requireNonNullElse(period.until(), now);
        arguments.put("from", Clock.time(phrases, period.from(), now));
        // An hour without a date beside one with a date would be read as of the same day.
        arguments.put("until", Clock.time(phrases, until, sameDay(period.from(), now) ? now : unlike(until)));
        arguments.put("zone", Clock.offset(period.zone().getRules().getOffset(period.from())));
    }

    private static boolean sameDay(LocalDateTime one, LocalDateTime other) {
        return one.toLocalDate().equals(other.toLocalDate());
    }

    /** Another day of the same year. */
    private static LocalDateTime unlike(LocalDateTime time) {
        return time.getDayOfYear() == 1 ? time.plusDays(1) : time.minusDays(1);
    }

    private void numbers(Map<String, Object> arguments) {
        var evidence = incident.evidence();
        arguments.put("percent", (int) Math.floor(incident.confidence() * 100 + 1e-6));
        arguments.put("odds", odds(incident.confidence()));
        arguments.put("silent", evidence.probesSilent());
        // No incident opens with so few, so this says nothing of any incident that stands.
        arguments.put("few", evidence.probesSilent() < Thresholds.DEFAULT.minProbes() ? "yes" : "no");
        arguments.put("expected", Math.round(evidence.expected()));
        arguments.put("heard", evidence.heard());
        arguments.put("controlExpected", Math.round(evidence.controlExpected()));
        arguments.put("controlHeard", evidence.controlHeard());
        arguments.put("late", evidence.lateConfirmations());
    }

    private static String odds(double confidence) {
        if (confidence > ALMOST_CERTAIN) {
            return "sure";
        }
        if (confidence >= VERY_LIKELY) {
            return "very";
        }
        if (confidence >= LIKELY) {
            return "likely";
        }
        return confidence >= POSSIBLE ? "possible" : "doubtful";
    }
}
