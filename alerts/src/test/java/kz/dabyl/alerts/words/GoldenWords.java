package kz.dabyl.alerts.words;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.IncidentKind;

/** Every type of message in every kind, and what they may say besides, as people who speak the languages read it. */
final class GoldenWords {

    static final Optional<URI> SITE = Optional.of(URI.create("https://dabyl.example"));

    static final List<String> LANGUAGES = List.of("en", "ru", "kk");

    private GoldenWords() {}

    /** By name of file, then by name of case: the message in the phrases of a language. */
    static Map<String, Map<String, Function<Phrases, Notice>>> all() {
        var all = new LinkedHashMap<String, Map<String, Function<Phrases, Notice>>>();
        all.put("opened", kinds(kind -> news(EventType.OPENED, Story.of(kind))));
        all.put(
                "confirmed",
                kinds(kind -> news(EventType.CONFIRMED, Story.of(kind).confirmed(), Story.of(kind))));
        all.put("updated", GoldenVariants.updated());
        all.put(
                "closed",
                kinds(kind -> news(EventType.CLOSED, Story.of(kind).confirmed().closed())));
        all.put(
                "retracted",
                kinds(kind -> news(EventType.RETRACTED, Story.of(kind).retracted("restart"))));
        all.put("variants", GoldenVariants.all());
        all.put("digest", digests());
        all.put("service", service());
        return all;
    }

    static Map<String, Function<Phrases, Notice>> kinds(Function<IncidentKind, Function<Phrases, Notice>> telling) {
        var cases = new LinkedHashMap<String, Function<Phrases, Notice>>();
        for (var kind : IncidentKind.values()) {
            cases.put(kind.word(), telling.apply(kind));
        }
        return cases;
    }

    private static Map<String, Function<Phrases, Notice>> digests() {
        var cases = new LinkedHashMap<String, Function<Phrases, Notice>>();
        cases.put("two", digest(EventType.OPENED, List.of(Story.of(IncidentKind.SHUTDOWN), astana().confirmed())));
        cases.put(
                "confirmed",
                digest(
                        EventType.CONFIRMED,
                        List.of(Story.of(IncidentKind.SHUTDOWN).confirmed(), astana().confirmed())));
        cases.put(
                "over",
                digest(
                        EventType.CLOSED,
                        List.of(Story.of(IncidentKind.SHUTDOWN).confirmed().closed(), astana().closed())));
        cases.put("updated", digest(EventType.UPDATED, List.of(Story.of(IncidentKind.OUTAGE), astana().confirmed())));
        cases.put(
                "retracted",
                digest(
                        EventType.RETRACTED,
                        List.of(Story.of(IncidentKind.SHUTDOWN).retracted("restart"), astana().retracted("restart"))));
        cases.put(
                "one for each kind",
                digest(
                        EventType.OPENED,
                        List.of(IncidentKind.values()).stream().map(Story::of).toList()));
        cases.put(
                "many",
                digest(
                        EventType.OPENED,
                        IntStream.range(0, 60)
                                .mapToObj(i -> astana().in("District " + i, "KZ-71"))
                                .toList()));
        cases.put(
                "forty alike",
                digest(
                        EventType.OPENED,
                        IntStream.range(0, 40).mapToObj(i -> astana()).toList()));
        return cases;
    }

    private static Story astana() {
        return Story.of(IncidentKind.NETWORK_OUTAGE).in("Astana", "KZ-71");
    }

    private static Map<String, Function<Phrases, Notice>> service() {
        var now = Instant.parse("2026-11-28T10:00:00Z");
        var cases = new LinkedHashMap<String, Function<Phrases, Notice>>();
        cases.put(
                "heartbeat",
                phrases -> service(phrases).heartbeat(OptionalLong.of(12345), 0, now, Duration.ofHours(1)));
        cases.put(
                "heartbeat of a slow channel",
                phrases -> service(phrases).heartbeat(OptionalLong.of(7), 3, now, Duration.ofHours(22)));
        cases.put(
                "heartbeat before any event",
                phrases -> service(phrases).heartbeat(OptionalLong.empty(), 0, now, Duration.ofMinutes(90)));
        cases.put(
                "exercise",
                phrases -> Wording.exercise(
                        phrases,
                        news(EventType.OPENED, Story.of(IncidentKind.SHUTDOWN)).apply(phrases)));
        cases.put("test", phrases -> service(phrases).test());
        cases.put("disabled without a fault", phrases -> service(phrases).disabled("email", false, ""));
        for (var fault : Fault.values()) {
            var kept = Fault.givenUp(fault.text(403));
            cases.putIfAbsent(
                    "disabled, " + fault.phrase(), phrases -> service(phrases).disabled("telegram", false, kept));
        }
        cases.put("ended", phrases -> service(phrases).disabled("webhook", true, Fault.ANSWERED.text(410)));
        return cases;
    }

    private static ServiceNotices service(Phrases phrases) {
        return new ServiceNotices(phrases, SITE);
    }

    static Function<Phrases, Notice> news(EventType type, Story story) {
        return phrases -> tell(phrases, type, story, Optional.empty());
    }

    static Function<Phrases, Notice> news(EventType type, Story story, Story before) {
        return phrases -> tell(phrases, type, story, Optional.of(before));
    }

    /** The news of {@code story} for somebody who was told of {@code before}. */
    static Notice tell(Phrases phrases, EventType type, Story story, Optional<Story> before) {
        var news =
                new IncidentNotice.News(type, story.incident(), before.map(Story::told), before.map(Story::incident));
        return new IncidentNotice(phrases, SITE, news).notice();
    }

    private static Function<Phrases, Notice> digest(EventType type, List<Story> stories) {
        return phrases -> new Digest(
                        phrases,
                        SITE,
                        type,
                        stories.stream().map(Story::incident).toList())
                .notice();
    }

    /** The cases of one file, as it reads. */
    static String text(Map<String, Function<Phrases, Notice>> cases, Phrases phrases) {
        var blocks = new ArrayList<String>();
        cases.forEach((name, telling) -> {
            var notice = telling.apply(phrases);
            blocks.add("## " + name + "\n[title] " + notice.title() + "\n[brief] " + notice.brief() + "\n[text]\n"
                    + notice.text() + "\n");
        });
        return String.join("\n", blocks);
    }
}
