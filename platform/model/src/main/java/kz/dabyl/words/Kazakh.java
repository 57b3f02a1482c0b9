package kz.dabyl.words;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sentences in Kazakh, such as "Алматы: мобильді интернет жұмыс істемейді (Beeline), басталған уақыты 13:00, расталды."
 * The area stands first and times take no case endings, which would have to follow how each number is spoken.
 */
final class Kazakh {

    private static final String AND_MORE = " және тағы #";
    private static final List<String> MONTHS = List.of(
            "қаңтар",
            "ақпан",
            "наурыз",
            "сәуір",
            "мамыр",
            "маусым",
            "шілде",
            "тамыз",
            "қыркүйек",
            "қазан",
            "қараша",
            "желтоқсан");

    private Kazakh() {}

    static String sentence(Facts facts) {
        if (facts.retracted()) {
            var reason = facts.reason();
            return "Қайтарып алынды: «" + where(facts) + ": " + statement(facts) + "» деген хабар қате болып шықты"
                    + (reason == null ? "" : ", себебі: " + reason(reason)) + ".";
        }
        var hedge = facts.confirmed() ? "" : "болжам бойынша, ";
        return where(facts) + ": " + hedge + statement(facts) + sure(facts) + ".";
    }

    private static String statement(Facts facts) {
        return what(facts) + facts.bracketed(AND_MORE) + when(facts) + tail(facts);
    }

    private static String what(Facts facts) {
        var over = facts.over();
        var targets = facts.targets(AND_MORE, "кейбір ресурстар");
        return switch (facts.kind()) {
            case SHUTDOWN, NETWORK_OUTAGE, OUTAGE -> subject(facts) + " жұмыс " + (over ? "істемеді" : "істемейді");
            case BLACKOUT -> "бүкіл елде " + subject(facts) + " жұмыс " + (over ? "істемеді" : "істемейді");
            case INTERNATIONAL_CUT -> through(facts) + "тек отандық ресурстар қолжетімді" + (over ? " болды" : "");
            case THROTTLING ->
                subject(facts) + (facts.targets().isEmpty() ? "" : " " + targets + " үшін") + " әдеттегіден баяу жұмыс "
                        + (over ? "істеді" : "істейді");
            case BLOCKING -> targets + " қолжетімсіз" + (over ? " болды" : "");
            case TLS_INTERCEPTION ->
                targets + " үшін қорғалған қосылымда бөтен сертификат " + (over ? "көрсетілді" : "көрсетіледі");
            case TARGET_DOWN -> targets + " жұмысында іркіліс " + (over ? "болды" : "бар");
            case COLLECTOR_UNREACHABLE -> "деректерді жинау сервері қолжетімсіз" + (over ? " болды" : "");
        };
    }

    private static String subject(Facts facts) {
        return switch (facts.reach()) {
            case MOBILE -> "мобильді интернет";
            case FIXED -> "сымды интернет";
            case BOTH -> "мобильді және сымды интернет";
            case UNKNOWN -> "интернет";
        };
    }

    private static String through(Facts facts) {
        return facts.reach() == Facts.Reach.UNKNOWN ? "" : subject(facts) + " арқылы ";
    }

    private static String tail(Facts facts) {
        var over = facts.over();
        return switch (facts.kind()) {
            case NETWORK_OUTAGE -> ", басқа желілер жұмыс " + (over ? "істеді" : "істейді");
            case BLOCKING -> ", басқа жерлерде қолжетімді" + (over ? " болды" : "");
            case TARGET_DOWN -> ", басқа жерлерде де солай";
            case COLLECTOR_UNREACHABLE -> ", интернеттің өзі жұмыс " + (over ? "істеді" : "істейді");
            default -> "";
        };
    }

    private static String where(Facts facts) {
        var areas = facts.areas().stream().map(AreaNames::kazakh).collect(Collectors.joining(", "));
        return Facts.capitalised(areas) + (facts.central() ? ", қала орталығы" : "");
    }

    private static String when(Facts facts) {
        var period = facts.period();
        var zone = period.utc() ? " (UTC)" : "";
        var from = time(period, period.from());
        var until = period.until();
        if (until == null) {
            return ", басталған уақыты " + from + zone;
        }
        var dash = period.dated() ? " – " : "–";
        return ", " + from + dash + time(period, until) + " аралығында" + zone;
    }

    private static String time(Period period, LocalDateTime time) {
        var clock = Period.clock(time);
        return period.dated() ? time.getDayOfMonth() + " " + MONTHS.get(time.getMonthValue() - 1) + " " + clock : clock;
    }

    private static String sure(Facts facts) {
        if (facts.over()) {
            return facts.confirmed() ? "" : ", расталған жоқ";
        }
        return facts.confirmed() ? ", расталды" : ", әзірге расталған жоқ";
    }

    private static String reason(String reason) {
        return switch (reason) {
            case "restart" -> "өлшеу құрылғылары қайта іске қосылған";
            case "release" -> "өлшеу құрылғылары жаңартылған";
            case "targets answered" -> "сақталған өлшемдер бойынша байланыс болған";
            case "same everywhere" -> "басқа елдерде де солай болған";
            case "all alike" -> "басқа ресурстар да дәл сондай баяу жауап берген";
            default -> reason;
        };
    }
}
