package kz.dabyl.alerts.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.Incident;
import kz.dabyl.model.Networks;
import kz.dabyl.words.Facts;

/** What a revision says that the subscriber was not told before, in lines. Pure. */
final class Changes {

    /** Smaller corrections of a time are no news to people. */
    private static final long CORRECTION_MS = 60_000;

    private final Phrases phrases;
    private final Names names;
    private final List<String> lines = new ArrayList<>();

    private Changes(Phrases phrases, Names names) {
        this.phrases = phrases;
        this.names = names;
    }

    static List<String> lines(Phrases phrases, Names names, IncidentNotice.News news) {
        var changes = new Changes(phrases, names);
        news.before().ifPresent(told -> changes.belief(told, news));
        news.known().ifPresent(earlier -> changes.extent(earlier, news.incident()));
        return changes.lines;
    }

    private void belief(Told told, IncidentNotice.News news) {
        var incident = news.incident();
        if (told.kind() != incident.kind()) {
            add(
                    "change.kind",
                    Map.of("was", Particulars.asTold(phrases, news, names).get("what")));
        }
        if (told.state() != Incident.State.OPEN && incident.state() == Incident.State.OPEN) {
            add("change.again", Map.of());
        }
        var rose = told.certainty() != incident.certainty() && incident.certainty() == Incident.Certainty.CONFIRMED;
        // Such a message says so in its title.
        if (rose && news.type() != EventType.CONFIRMED) {
            add("change.confirmed", Map.of());
        }
    }

    private void extent(Incident earlier, Incident now) {
        var before = Facts.of(earlier);
        var after = Facts.of(now);
        var language = phrases.language();
        named("change.areas", before.areas(language), after.areas(language));
        if (before.areas().equals(after.areas())) {
            places(earlier.places(), now.places());
        }
        named("change.networks", before.networks(), after.networks());
        named("change.targets", before.targets(), after.targets());
        if (now.state() == Incident.State.OPEN) {
            restored(earlier, now);
        }
        if (Math.abs(earlier.started() - now.started()) >= CORRECTION_MS) {
            add("change.started", Map.of());
        }
        var ended = Objects.requireNonNullElse(now.ended(), 0L);
        if (earlier.state() == now.state()
                && Math.abs(Objects.requireNonNullElse(earlier.ended(), 0L) - ended) >= CORRECTION_MS) {
            add("change.ended", Map.of());
        }
    }

    private void named(String key, List<String> before, List<String> after) {
        named(key + "_added", without(after, before));
        named(key + "_removed", without(before, after));
    }

    private void named(String key, List<String> those) {
        if (!those.isEmpty()) {
            add(key, Map.of("n", those.size(), "names", names.list(phrases, those)));
        }
    }

    /** Where places both came and went, finer ones stand for coarser ones or the other way, which is no change. */
    private void places(List<String> before, List<String> after) {
        var added = without(after, before).size();
        var removed = without(before, after).size();
        if (added > 0 && removed == 0) {
            add("change.places_added", Map.of("n", added));
        } else if (removed > 0 && added == 0) {
            add("change.places_removed", Map.of("n", removed));
        }
    }

    private void restored(Incident earlier, Incident now) {
        if (without(now.restored(), earlier.restored()).isEmpty()) {
            return;
        }
        var back = now.networks().stream()
                .filter(network -> isBack(network, now) && !isBack(network, earlier))
                .map(Networks::name)
                .distinct()
                .toList();
        if (back.isEmpty()) {
            add("change.restored_partly", Map.of());
        } else {
            named("change.restored", back);
        }
    }

    private static boolean isBack(String network, Incident incident) {
        return incident.places().stream().allMatch(place -> incident.restored().contains(place + "/" + network));
    }

    private static List<String> without(List<String> all, List<String> some) {
        return all.stream().filter(one -> !some.contains(one)).toList();
    }

    private void add(String key, Map<String, ?> arguments) {
        lines.add(phrases.say(key, arguments));
    }
}
