package kz.dabyl.alerts.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kz.dabyl.model.Incident;
import kz.dabyl.words.Language;
import kz.dabyl.words.Summaries;

/** What is seen, in words of one language. Immutable. */
record PageWords(Texts texts, LocalTimes times) {

    /** Nothing on this page is ever certain. */
    private static final int MOST_PERCENT = 99;

    static PageWords of(Language language, Picture picture) {
        var texts = Texts.of(language);
        return new PageWords(
                texts,
                new LocalTimes(texts, picture.until().orElse(picture.cells().arrived())));
    }

    /** The same with times on the clocks of an incident's place. */
    PageWords on(Incident incident) {
        return new PageWords(texts, times.of(incident));
    }

    String get(String key, Object... values) {
        return texts.get(key, values);
    }

    /** {@code down since 13:04}, or {@code down in parts since 13:04 (3 of 7 parts)}. */
    String state(Sight sight) {
        var since = sight.cause()
                .map(incident -> times.of(incident).clock(incident.started()))
                .orElse("");
        return switch (sight.condition()) {
            case OK -> get("state.ok");
            case UNKNOWN -> get("state.unknown");
            case SHUTDOWN ->
                sight.partly() ? get("state.partly", since, sight.hit(), sight.watched()) : get("state.down", since);
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

    /** Why nothing is known, where that differs from place to place; empty of what is known. */
    Optional<String> doubt(Sight sight) {
        if (sight.condition() != Condition.UNKNOWN) {
            return Optional.empty();
        }
        var key = sight.cause().isPresent() ? "unreachable" : sight.watched() > 0 ? "unsure" : "few";
        return Optional.of(get("doubt." + key));
    }

    /**
     * One sentence on all mobile networks of a centre: which of them are down, and which in parts of it.
     *
     * @param lines those of which {@code mobile} is seen, in the same order
     */
    String lead(List<Lines> lines, List<Sight> mobile) {
        var down = names(lines, mobile, false);
        var partly = names(lines, mobile, true);
        if (!down.isEmpty() && !partly.isEmpty()) {
            return get("lead.both", String.join(", ", down), String.join(", ", partly));
        }
        var all = down.size() + partly.size() == lines.size() ? ".all" : ".some";
        if (!down.isEmpty()) {
            return get("lead.down" + all, String.join(", ", down));
        }
        if (!partly.isEmpty()) {
            return get("lead.partly" + all, String.join(", ", partly));
        }
        if (count(mobile, Condition.DEGRADED) > 0) {
            return get("lead.bad");
        }
        var works = count(mobile, Condition.OK);
        return get(works > 0 && works >= count(mobile, Condition.UNKNOWN) ? "lead.works" : "lead.unknown");
    }

    /** Networks that are down everywhere, or in parts only. */
    private List<String> names(List<Lines> lines, List<Sight> mobile, boolean partly) {
        return IntStream.range(0, lines.size())
                .filter(i -> mobile.get(i).condition() == Condition.SHUTDOWN
                        && mobile.get(i).partly() == partly)
                .mapToObj(i -> lines.get(i).name(texts))
                .toList();
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
