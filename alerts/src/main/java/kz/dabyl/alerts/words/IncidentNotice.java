package kz.dabyl.alerts.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;

/**
 * One event of one incident in words: what, where, in which networks, since when, how sure and why, what it means for
 * people and what they may do. Never who or what for. Pure.
 */
final class IncidentNotice {

    static final int TITLE_LENGTH = 100;

    /** In UTF-8, so that 4,096 bytes hold a title and a channel's own words too. */
    static final int TEXT_BYTES = 3_500;

    private static final List<Names> IN_TITLE = List.of(new Names(3, 40), new Names(2, 30), new Names(1, 24));
    private static final List<Names> IN_TEXT = List.of(new Names(8, 80), new Names(3, 40), new Names(1, 24));

    /**
     * What is told.
     *
     * @param before what the subscriber believes
     * @param known the revision of which they were told last, if it is still at hand
     */
    record News(EventType type, Incident incident, Optional<Told> before, Optional<Incident> known) {}

    private final Phrases phrases;
    private final News news;
    private final Incident incident;
    private final Optional<String> link;

    IncidentNotice(Phrases phrases, Optional<URI> site, News news) {
        this.phrases = phrases;
        this.news = news;
        this.incident = news.incident();
        this.link = site.flatMap(address -> Links.incident(address, incident.id()));
    }

    Notice notice() {
        var text = "";
        for (var names : IN_TEXT) {
            text = text(names);
            if (text.getBytes(UTF_8).length <= TEXT_BYTES) {
                break;
            }
        }
        return new Notice(title(), text, brief());
    }

    private String title() {
        var title = "";
        for (var names : IN_TITLE) {
            title = title(arguments(names));
            if (title.length() <= TITLE_LENGTH) {
                return title;
            }
        }
        return PlainText.cut(title, TITLE_LENGTH);
    }

    private String title(Map<String, Object> arguments) {
        return phrases.say("title." + headline(), arguments);
    }

    /** A retraction takes back what was said, not what was thought of it in the end. */
    private Map<String, Object> arguments(Names names) {
        return isRetracted() ? Particulars.asTold(phrases, news, names) : Particulars.of(phrases, incident, names);
    }

    private String headline() {
        if (isRetracted()) {
            return "retracted";
        }
        return switch (news.type()) {
            case OPENED ->
                news.before()
                                .filter(told -> told.state() != Incident.State.OPEN)
                                .isPresent()
                        ? "again"
                        : "opened";
            case CONFIRMED -> "confirmed";
            case CLOSED -> isOpen() ? "updated" : "closed";
            case UPDATED, RETRACTED -> "updated";
        };
    }

    private String text(Names names) {
        var arguments = arguments(names);
        var lines = new ArrayList<String>();
        lines.add(title(arguments));
        if (isRetracted()) {
            retraction(lines);
        } else {
            lines.addAll(Changes.lines(phrases, names, news));
            lines.add(phrases.say("line.where", arguments));
            counted(lines, "line.networks", "networkCount", arguments);
            counted(lines, "line.targets", "targetCount", arguments);
            time(lines, arguments);
            lines.add(phrases.say("line.sure", arguments));
            Reasons.line(phrases, incident, arguments).ifPresent(lines::add);
            if (isOpen()) {
                advice(lines);
            }
        }
        link.ifPresent(address -> lines.add(phrases.say("line.link", Map.of("link", address))));
        return String.join("\n", lines);
    }

    private void retraction(List<String> lines) {
        var reason = Reasons.retraction(phrases, Optional.ofNullable(incident.reason()));
        lines.add(phrases.say("retracted.reason", Map.of("reason", ended(reason))));
        lines.add(phrases.say("retracted.do"));
    }

    private void time(List<String> lines, Map<String, Object> arguments) {
        if (isOpen()) {
            lines.add(phrases.say("line.since", arguments));
            return;
        }
        var lasted = Duration.ofMillis(
                Objects.requireNonNullElse(incident.ended(), incident.updated()) - incident.started());
        lines.add(phrases.say("line.when", arguments));
        lines.add(phrases.say("line.lasted", Map.of("duration", Clock.length(phrases, lasted))));
    }

    private void advice(List<String> lines) {
        var kind = "kind." + incident.kind().word();
        var means = phrases.say("line.means", Map.of("means", phrases.say(kind + ".means")));
        // Of our own server we need not say that we do not know.
        lines.add(
                incident.kind() == IncidentKind.COLLECTOR_UNREACHABLE
                        ? means
                        : means + " " + phrases.say("line.cause"));
        lines.add(phrases.say("line.do", Map.of("advice", phrases.say(kind + ".do"))));
    }

    private void counted(List<String> lines, String key, String count, Map<String, Object> arguments) {
        if (!Objects.equals(arguments.get(count), 0)) {
            lines.add(phrases.say(key, arguments));
        }
    }

    private String brief() {
        var arguments = new HashMap<>(arguments(IN_TITLE.get(1)));
        arguments.put("title", title(arguments));
        var plain = phrases.say("brief.plain", arguments);
        if (isRetracted()) {
            return Sms.fit(phrases.language(), linked(List.of(plain)));
        }
        var key = isOpen() ? "brief.since" : "brief.when";
        if (incident.kind() == IncidentKind.NETWORK_OUTAGE) {
            // Its title names them.
            arguments.put("networkCount", 0);
        }
        var whole = phrases.say(key, arguments);
        arguments.put("networkCount", 0);
        return Sms.fit(phrases.language(), linked(List.of(whole, phrases.say(key, arguments), plain)));
    }

    /** Each of {@code candidates} with the link and each without it. */
    private List<String> linked(List<String> candidates) {
        var all = new ArrayList<String>();
        link.ifPresent(address -> candidates.forEach(
                brief -> all.add(phrases.say("brief.link", Map.of("brief", brief, "link", address)))));
        all.addAll(candidates);
        return all;
    }

    private boolean isOpen() {
        return incident.state() == Incident.State.OPEN;
    }

    private boolean isRetracted() {
        return incident.state() == Incident.State.RETRACTED;
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
