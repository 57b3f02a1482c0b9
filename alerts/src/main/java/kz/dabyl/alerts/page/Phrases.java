package kz.dabyl.alerts.page;

import java.util.List;
import java.util.Optional;
import kz.dabyl.model.Incident;
import kz.dabyl.words.Summaries;

/** What is seen, in words of one language. Immutable. */
record Phrases(Texts texts, LocalTimes times) {

    /** Nothing on this page is ever certain. */
    private static final int MOST_PERCENT = 99;

    static Phrases of(Language language, Picture picture) {
        var texts = Texts.of(language);
        return new Phrases(
                texts,
                new LocalTimes(texts, picture.until().orElse(picture.cells().arrived())));
    }

    /** The same with times on the clocks of an incident's place. */
    Phrases on(Incident incident) {
        return new Phrases(texts, times.of(incident));
    }

    String get(String key, Object... values) {
        return texts.get(key, values);
    }

    /** {@code down since 13:04}. */
    String state(Sight sight) {
        var since = sight.cause()
                .map(incident -> times.of(incident).clock(incident.started()))
                .orElse("");
        return switch (sight.condition()) {
            case OK -> get("state.ok");
            case UNKNOWN -> get("state.unknown");
            case SHUTDOWN ->
                sight.partly() && sight.hit() > 0
                        ? get("state.partly", since, sight.hit(), sight.watched())
                        : get("state.down", since);
            case DEGRADED ->
                get(
                        "state."
                                + sight.cause()
                                        .map(incident -> incident.kind().word())
                                        .orElse("unknown"),
                        since);
        };
    }

    /** How sure it is; nothing of what no incident says. */
    Optional<String> sure(Sight sight) {
        return sight.condition() == Condition.UNKNOWN
                ? Optional.empty()
                : sight.cause().map(this::sure);
    }

    /** {@code confirmed, over 99 % sure}. */
    String sure(Incident incident) {
        return get("sure." + incident.certainty().word(), percent(incident.confidence()));
    }

    private String percent(double probability) {
        var whole = (int) Math.floor(100 * probability);
        return whole >= MOST_PERCENT ? get("percent.over") : get("percent", whole);
    }

    /** One sentence on all mobile networks of a place. */
    String lead(List<Sight> mobile) {
        return get("lead." + leadKey(mobile));
    }

    private static String leadKey(List<Sight> mobile) {
        var down = count(mobile, Condition.SHUTDOWN);
        var partly = mobile.stream().filter(Sight::partly).count();
        var works = count(mobile, Condition.OK);
        if (down > 0) {
            return down == partly ? "partly" : down == mobile.size() && partly == 0 ? "down" : "some";
        }
        if (count(mobile, Condition.DEGRADED) > 0) {
            return "bad";
        }
        return works > 0 && works >= count(mobile, Condition.UNKNOWN) ? "works" : "unknown";
    }

    private static long count(List<Sight> sights, Condition condition) {
        return sights.stream().filter(sight -> sight.condition() == condition).count();
    }

    /** What an incident is, in one sentence. */
    String sentence(Incident incident) {
        var language = texts.language().code();
        var published = incident.summary().getOrDefault(language, "");
        return published.isEmpty() ? Summaries.of(incident).getOrDefault(language, "") : published;
    }
}
