package kz.dabyl.alerts.words;

import static kz.dabyl.alerts.words.GoldenWords.news;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/** What messages may say besides what they say of every kind. */
final class GoldenVariants {

    private static final String OTHER_HEX = "8820e60005fffff";
    private static final Story STORY = Story.of(IncidentKind.SHUTDOWN);
    private static final Story CONFIRMED = STORY.confirmed();
    private static final Story BLOCKING = Story.of(IncidentKind.BLOCKING);

    private GoldenVariants() {}

    static Map<String, Function<Phrases, Notice>> updated() {
        var cases = GoldenWords.kinds(kind -> {
            var now = Story.of(kind).confirmed();
            return news(EventType.UPDATED, now, now);
        });
        networksOrPlacesChange(cases);
        targetsChange(cases);
        otherwiseChanged(cases);
        return cases;
    }

    static Map<String, Function<Phrases, Notice>> all() {
        var cases = new LinkedHashMap<String, Function<Phrases, Notice>>();
        turns(cases);
        evidence(cases);
        times(cases);
        places(cases);
        targets(cases);
        retractions(cases);
        return cases;
    }

    private static void networksOrPlacesChange(Map<String, Function<Phrases, Notice>> cases) {
        cases.put("network added", news(EventType.UPDATED, CONFIRMED.on("401-01", "401-02", "401-77"), CONFIRMED));
        cases.put("network not affected", news(EventType.UPDATED, CONFIRMED.on("401-01"), CONFIRMED));
        cases.put(
                "networks added",
                news(EventType.UPDATED, CONFIRMED.on("401-01", "401-02", "401-77", "401-08"), CONFIRMED));
        cases.put(
                "networks not affected",
                news(EventType.UPDATED, CONFIRMED, CONFIRMED.on("401-01", "401-02", "401-77", "AS1")));
        cases.put("place added", news(EventType.UPDATED, CONFIRMED.in("Almaty", Story.HEX, OTHER_HEX), CONFIRMED));
        cases.put(
                "place not affected", news(EventType.UPDATED, CONFIRMED, CONFIRMED.in("Almaty", Story.HEX, OTHER_HEX)));
        cases.put("area added", news(EventType.UPDATED, CONFIRMED.in("Almaty, Astana", "KZ-75", "KZ-71"), CONFIRMED));
        cases.put(
                "area not affected",
                news(EventType.UPDATED, CONFIRMED, CONFIRMED.in("Almaty, Astana", "KZ-75", "KZ-71")));
    }

    private static void targetsChange(Map<String, Function<Phrases, Notice>> cases) {
        var now = BLOCKING.confirmed();
        cases.put("target added", news(EventType.UPDATED, now.to("platform/telegram.org", "site/vlast.kz"), now));
        cases.put(
                "targets added",
                news(EventType.UPDATED, now.to("platform/telegram.org", "site/a.kz", "site/b.kz"), now));
        cases.put(
                "target not affected", news(EventType.UPDATED, now, now.to("platform/telegram.org", "site/vlast.kz")));
        cases.put(
                "targets not affected",
                news(EventType.UPDATED, now, now.to("platform/telegram.org", "site/a.kz", "site/b.kz")));
    }

    private static void otherwiseChanged(Map<String, Function<Phrases, Notice>> cases) {
        cases.put("network back", news(EventType.UPDATED, CONFIRMED.restored(Story.HEX + "/401-02"), CONFIRMED));
        cases.put(
                "partly back",
                news(
                        EventType.UPDATED,
                        CONFIRMED.in("Almaty", Story.HEX, OTHER_HEX).restored(Story.HEX + "/401-02"),
                        CONFIRMED.in("Almaty", Story.HEX, OTHER_HEX)));
        cases.put("another kind", news(EventType.UPDATED, CONFIRMED, Story.of(IncidentKind.NETWORK_OUTAGE)));
        cases.put(
                "other times",
                news(
                        EventType.UPDATED,
                        CONFIRMED
                                .lasting("2021-04-24T06:58:00Z", "2021-04-24T08:02:00Z")
                                .late(21),
                        CONFIRMED.closed()));
    }

    private static void turns(Map<String, Function<Phrases, Notice>> cases) {
        cases.put("again", news(EventType.OPENED, CONFIRMED, CONFIRMED.closed()));
        cases.put(
                "confirmed when over",
                news(EventType.CONFIRMED, CONFIRMED.closed().late(1), STORY));
        cases.put("closed, never confirmed", news(EventType.CLOSED, STORY.closed(), STORY));
        cases.put(
                "closed, confirmed late",
                news(EventType.CLOSED, CONFIRMED.closed().late(17), STORY));
        cases.put(
                "collector, late reports",
                news(
                        EventType.UPDATED,
                        Story.of(IncidentKind.COLLECTOR_UNREACHABLE).confirmed().late(5)));
    }

    private static void evidence(Map<String, Function<Phrases, Notice>> cases) {
        var alone = new Incident.Evidence(41.3, 2, 19, 0, 0, 0);
        cases.put(
                "nothing to compare with",
                news(EventType.OPENED, STORY.evidence(alone).because("no control: none")));
        cases.put("few probes", news(EventType.OPENED, STORY.evidence(new Incident.Evidence(1, 0, 2, 1, 1, 0))));
        cases.put(
                "few probes see it",
                news(EventType.OPENED, BLOCKING.evidence(new Incident.Evidence(1, 0, 2, 1, 1, 0))));
        cases.put("21 probes", news(EventType.OPENED, STORY.evidence(new Incident.Evidence(21, 1, 21, 31, 31, 0))));
        cases.put("3 probes", news(EventType.OPENED, STORY.evidence(new Incident.Evidence(3, 0, 3, 1234, 1230, 2))));
        cases.put("likely", news(EventType.OPENED, STORY.confidence(0.75)));
        cases.put("possible", news(EventType.OPENED, STORY.confidence(0.55)));
        cases.put("doubtful", news(EventType.OPENED, STORY.confidence(0.3)));
    }

    private static void times(Map<String, Function<Phrases, Notice>> cases) {
        cases.put("yesterday", news(EventType.UPDATED, CONFIRMED.updated("2021-04-25T03:00:00Z")));
        cases.put("last year", news(EventType.UPDATED, CONFIRMED.updated("2022-01-02T03:00:00Z")));
        cases.put(
                "over two days",
                news(EventType.CLOSED, CONFIRMED.lasting("2021-12-31T17:30:00Z", "2022-01-02T19:10:00Z")));
        cases.put(
                "a short one",
                news(EventType.CLOSED, CONFIRMED.lasting("2021-04-24T07:00:00Z", "2021-04-24T07:00:40Z")));
        cases.put("after the clocks were set", news(EventType.OPENED, STORY.since("2024-03-01T07:00:12Z")));
    }

    private static void places(Map<String, Function<Phrases, Notice>> cases) {
        cases.put("abroad", news(EventType.OPENED, STORY.in("Iran", "IR").on("AS44244")));
        cases.put(
                "place unknown",
                news(EventType.OPENED, STORY.in("unknown", "ZZ").by()));
        cases.put(
                "several areas and many networks",
                news(
                        EventType.OPENED,
                        STORY.in("Almaty, Astana, near Aktobe, Shymkent, Oral", "KZ-75", "KZ-71")
                                .on("AS1", "AS2", "AS3", "AS4", "AS5", "AS6", "AS7", "AS8", "AS9", "AS10")));
        cases.put(
                "several places on the map",
                news(EventType.OPENED, STORY.in("Almaty", "8820e60001fffff", Story.HEX, OTHER_HEX)));
        cases.put("in the middle of a city", news(EventType.OPENED, STORY.in("Almaty", "8720e60a5ffffff")));
        cases.put(
                "network not known",
                news(EventType.OPENED, Story.of(IncidentKind.NETWORK_OUTAGE).on()));
        cases.put(
                "two networks",
                news(EventType.OPENED, Story.of(IncidentKind.NETWORK_OUTAGE).on("401-01", "401-02")));
    }

    private static void targets(Map<String, Function<Phrases, Notice>> cases) {
        cases.put(
                "slow to one target",
                news(EventType.OPENED, Story.of(IncidentKind.THROTTLING).to("platform/youtube.com")));
        for (var method : List.of("IP", "TCP", "TLS", "HTTP")) {
            cases.put("blocking by " + method, news(EventType.OPENED, BLOCKING.because(method)));
        }
        cases.put(
                "several targets together",
                news(
                        EventType.OPENED,
                        BLOCKING.to("platform/telegram.org", "platform/signal.org", "site/vlast.kz")
                                .because("TLS: 3 targets fell together; no control: none")));
        for (var kind : List.of(IncidentKind.BLOCKING, IncidentKind.TLS_INTERCEPTION, IncidentKind.TARGET_DOWN)) {
            cases.put(
                    "some sites, " + kind.word(),
                    news(EventType.OPENED, Story.of(kind).to()));
        }
    }

    private static void retractions(Map<String, Function<Phrases, Notice>> cases) {
        for (var reason :
                List.of("release", "targets answered", "same everywhere", "all alike", "words of another version")) {
            cases.put("retracted: " + reason, news(EventType.RETRACTED, STORY.retracted(reason)));
        }
        cases.put("retracted without a reason", news(EventType.RETRACTED, STORY.retracted(null)));
        cases.put(
                "retracted after another kind",
                news(EventType.RETRACTED, Story.of(IncidentKind.OUTAGE).retracted("restart"), STORY));
    }
}
