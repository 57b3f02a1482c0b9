package kz.dabyl.words;

import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.dabyl.model.IncidentKind;

/** Sentences in English, such as "Mobile internet stopped in Almaty (Beeline), 13:00 to 14:10." */
final class English {

    private static final String AND_MORE = " and # more";
    private static final String NEAR = "near ";
    private static final List<String> MONTHS = List.of(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December");

    /** Countries that take an article. */
    private static final Pattern WITH_ARTICLE =
            Pattern.compile("(United|Central African|Dominican|Netherlands|Philippines|Bahamas|Maldives|Gambia|Comoros"
                    + "|Seychelles|Isle of)\\b.*|.* (Islands|Territory|Territories|Republic)");

    private English() {}

    static String sentence(Facts facts) {
        if (facts.retracted()) {
            var reason = facts.reason();
            return "Retracted: \"" + opened(facts, statement(facts)) + "\" was not so"
                    + (reason == null ? "" : ", reason: " + reason(reason)) + ".";
        }
        var told = facts.confirmed() ? opened(facts, statement(facts)) : "It seems that " + statement(facts);
        return told + sure(facts) + ".";
    }

    private static String statement(Facts facts) {
        return what(facts) + facts.bracketed(AND_MORE) + when(facts) + tail(facts);
    }

    private static String what(Facts facts) {
        var one = facts.targets().size() == 1;
        var targets = facts.targets(AND_MORE, "some sites");
        return switch (facts.kind()) {
            case SHUTDOWN, NETWORK_OUTAGE, OUTAGE -> subject(facts) + stopped(facts) + where(facts);
            case BLACKOUT -> subject(facts) + stopped(facts) + "across " + areas(facts);
            case INTERNATIONAL_CUT ->
                subject(facts) + (facts.over() ? " reached" : " has reached") + " only domestic sites " + where(facts);
            case THROTTLING ->
                subject(facts) + been(facts, true) + "unusually slow "
                        + (facts.targets().isEmpty() ? "" : "to " + targets + " ") + where(facts);
            case BLOCKING -> targets + been(facts, one) + "unreachable " + where(facts);
            case TLS_INTERCEPTION ->
                "connections to " + targets + (facts.over() ? " met" : " have met") + " an unexpected certificate "
                        + where(facts);
            case TARGET_DOWN ->
                targets + (facts.over() ? " failed " : been(facts, one) + "failing ") + where(facts) + " and elsewhere";
            case COLLECTOR_UNREACHABLE -> "Dabyl's collector" + been(facts, true) + "unreachable from " + areas(facts);
        };
    }

    private static String subject(Facts facts) {
        return switch (facts.reach()) {
            case MOBILE -> "mobile internet";
            case FIXED -> "fixed-line internet";
            case BOTH -> "mobile and fixed-line internet";
            case UNKNOWN -> "internet";
        };
    }

    private static String stopped(Facts facts) {
        return facts.over() ? " stopped " : " has been down ";
    }

    private static String been(Facts facts, boolean one) {
        if (facts.over()) {
            return one ? " was " : " were ";
        }
        return one ? " has been " : " have been ";
    }

    private static String tail(Facts facts) {
        return switch (facts.kind()) {
            case NETWORK_OUTAGE -> ", while other networks there " + (facts.over() ? "worked" : "work");
            case BLOCKING ->
                facts.over()
                        ? ", but answered elsewhere"
                        : ", but " + (facts.targets().size() == 1 ? "answers" : "answer") + " elsewhere";
            case COLLECTOR_UNREACHABLE -> ", while the internet there " + (facts.over() ? "worked" : "works");
            default -> "";
        };
    }

    private static String where(Facts facts) {
        var areas = areas(facts);
        return areas.startsWith(NEAR) ? areas : "in " + areas;
    }

    private static String areas(Facts facts) {
        return (facts.central() ? "central " : "")
                + facts.areas().stream().map(English::area).collect(Collectors.joining(", "));
    }

    private static String area(String name) {
        if (name.equals(AreaNames.UNKNOWN)) {
            return "an unknown place";
        }
        return WITH_ARTICLE.matcher(name).matches() ? "the " + name : name;
    }

    private static String when(Facts facts) {
        var period = facts.period();
        var zone = period.utc() ? " UTC" : "";
        var from = time(period, period.from());
        var until = period.until();
        return until == null ? " since " + from + zone : ", " + from + " to " + time(period, until) + zone;
    }

    private static String time(Period period, LocalDateTime time) {
        var clock = Period.clock(time);
        return period.dated() ? time.getDayOfMonth() + " " + MONTHS.get(time.getMonthValue() - 1) + " " + clock : clock;
    }

    private static String sure(Facts facts) {
        if (facts.over()) {
            return facts.confirmed() ? "" : ", not confirmed";
        }
        return facts.confirmed() ? ", confirmed" : ", not yet confirmed";
    }

    private static String reason(String reason) {
        return switch (reason) {
            case "restart" -> "the probes had restarted";
            case "release" -> "the probes had got new software";
            case "targets answered" -> "measurements kept meanwhile show that there was a connection";
            case "same everywhere" -> "it was the same in other countries";
            case "all alike" -> "all targets were as slow as these";
            default -> reason;
        };
    }

    /** The statement as the beginning of a sentence; the name of a host stays as it is. */
    private static String opened(Facts facts, String statement) {
        var host = (facts.kind() == IncidentKind.BLOCKING || facts.kind() == IncidentKind.TARGET_DOWN)
                && !facts.targets().isEmpty();
        return host ? statement : Facts.capitalised(statement);
    }
}
