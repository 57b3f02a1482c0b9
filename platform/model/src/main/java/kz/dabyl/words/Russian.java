package kz.dabyl.words;

import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Sentences in Russian, such as "Алматы: мобильный интернет не работает (Beeline) с 13:00, подтверждено." The area stands
 * first, so that no name need be declined.
 */
final class Russian {

    private static final String AND_MORE = " и ещё #";
    private static final List<String> MONTHS = List.of(
            "января",
            "февраля",
            "марта",
            "апреля",
            "мая",
            "июня",
            "июля",
            "августа",
            "сентября",
            "октября",
            "ноября",
            "декабря");

    private Russian() {}

    static String sentence(Facts facts) {
        if (facts.retracted()) {
            var reason = facts.reason();
            return "Отозвано: сообщение «" + where(facts) + ": " + statement(facts) + "» оказалось ошибочным"
                    + (reason == null ? "" : ", причина: " + reason(reason)) + ".";
        }
        var hedge = facts.confirmed() ? "" : "похоже, ";
        return where(facts) + ": " + hedge + statement(facts) + sure(facts) + ".";
    }

    private static String statement(Facts facts) {
        return what(facts) + facts.bracketed(AND_MORE) + when(facts) + tail(facts);
    }

    private static String what(Facts facts) {
        var over = facts.over();
        return switch (facts.kind()) {
            case SHUTDOWN, NETWORK_OUTAGE, OUTAGE -> subject(facts) + works(facts, " не");
            case BLACKOUT -> subject(facts) + works(facts, " не") + " по всей стране";
            case INTERNATIONAL_CUT ->
                through(facts) + (over ? "были доступны" : "доступны") + " только отечественные ресурсы";
            case THROTTLING ->
                subject(facts) + works(facts, "") + " необычно медленно"
                        + (facts.targets().isEmpty() ? "" : " при обращении к " + facts.targets(AND_MORE, ""));
            case BLOCKING ->
                one(facts)
                        ? resources(facts) + (over ? " был недоступен" : " недоступен")
                        : resources(facts) + (over ? " были недоступны" : " недоступны");
            case TLS_INTERCEPTION ->
                "защищённые соединения с " + facts.targets(AND_MORE, "некоторыми ресурсами")
                        + (over ? " показывали" : " показывают") + " чужой сертификат";
            case TARGET_DOWN ->
                one(facts)
                        ? resources(facts) + works(facts, "") + " со сбоями"
                        : resources(facts) + (over ? " работали" : " работают") + " со сбоями";
            case COLLECTOR_UNREACHABLE -> "сервер сбора данных " + (over ? "был недоступен" : "недоступен");
        };
    }

    private static String subject(Facts facts) {
        return switch (facts.reach()) {
            case MOBILE -> "мобильный интернет";
            case FIXED -> "проводной интернет";
            case BOTH -> "мобильный и проводной интернет";
            case UNKNOWN -> "интернет";
        };
    }

    private static String through(Facts facts) {
        return facts.reach() == Facts.Reach.UNKNOWN ? "" : "через " + subject(facts) + " ";
    }

    private static String works(Facts facts, String not) {
        return not + (facts.over() ? " работал" : " работает");
    }

    private static boolean one(Facts facts) {
        return facts.targets().size() == 1;
    }

    private static String resources(Facts facts) {
        if (facts.targets().isEmpty()) {
            return "некоторые ресурсы";
        }
        return (one(facts) ? "ресурс " : "ресурсы ") + facts.targets(AND_MORE, "");
    }

    private static String tail(Facts facts) {
        var over = facts.over();
        return switch (facts.kind()) {
            case NETWORK_OUTAGE -> ", другие сети " + (over ? "работали" : "работают");
            case BLOCKING ->
                one(facts)
                        ? ", в других местах " + (over ? "отвечал" : "отвечает")
                        : ", в других местах " + (over ? "отвечали" : "отвечают");
            case TARGET_DOWN -> ", в других местах тоже";
            case COLLECTOR_UNREACHABLE -> ", сам интернет " + (over ? "работал" : "работает");
            default -> "";
        };
    }

    private static String where(Facts facts) {
        var areas = facts.areas().stream().map(AreaNames::russian).collect(Collectors.joining(", "));
        return Facts.capitalised(areas) + (facts.central() ? ", центр города" : "");
    }

    private static String when(Facts facts) {
        var period = facts.period();
        var zone = period.utc() ? " UTC" : "";
        var from = time(period, period.from());
        var until = period.until();
        return " с " + from + (until == null ? "" : " до " + time(period, until)) + zone;
    }

    private static String time(Period period, LocalDateTime time) {
        var clock = Period.clock(time);
        return period.dated() ? clock + " " + time.getDayOfMonth() + " " + MONTHS.get(time.getMonthValue() - 1) : clock;
    }

    private static String sure(Facts facts) {
        if (facts.over()) {
            return facts.confirmed() ? "" : ", не подтверждено";
        }
        return facts.confirmed() ? ", подтверждено" : ", пока не подтверждено";
    }

    private static String reason(String reason) {
        return switch (reason) {
            case "restart" -> "перезапуск измерительных устройств";
            case "release" -> "обновление измерительных устройств";
            case "targets answered" -> "по сохранённым измерениям связь была";
            case "same everywhere" -> "в других странах было то же самое";
            case "all alike" -> "остальные ресурсы отвечали так же медленно";
            default -> reason;
        };
    }
}
