package kz.dabyl.alerts.words;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.words.Facts;

/** Several incidents in one message: a list that ends with how many more there are. Pure. */
final class Digest {

    private static final int MOST_LINES = 40;

    /** Leaves room for the last lines. */
    private static final int LIST_BYTES = IncidentNotice.TEXT_BYTES - 500;

    /** Where not all fit with every name, they say fewer. */
    private static final List<Names> IN_ITEM = List.of(new Names(3, 40), new Names(1, 24));

    private static final List<Names> IN_TITLE = List.of(new Names(3, 30), new Names(1, 30));

    /** @param incidents how many the lines tell of */
    private record Listed(List<String> lines, int incidents) {}

    private final Phrases phrases;
    private final Optional<URI> site;
    private final EventType type;
    private final List<Incident> incidents;

    Digest(Phrases phrases, Optional<URI> site, EventType type, List<Incident> incidents) {
        this.phrases = phrases;
        this.site = site;
        this.type = type;
        this.incidents = incidents;
    }

    Notice notice() {
        var title = IN_TITLE.stream()
                .map(this::title)
                .filter(each -> each.length() <= IncidentNotice.TITLE_LENGTH)
                .findFirst()
                .orElseGet(() -> PlainText.cut(title(IN_TITLE.get(1)), IncidentNotice.TITLE_LENGTH));
        var plain = phrases.say("brief.plain", Map.of("title", title));
        var briefs = new ArrayList<String>();
        site.ifPresent(
                address -> briefs.add(phrases.say("brief.link", Map.of("brief", plain, "link", Links.home(address)))));
        briefs.add(plain);
        return new Notice(title, text(title), Sms.fit(phrases.language(), briefs));
    }

    private String title(Names names) {
        var areas = incidents.stream()
                .map(incident -> new Names(3, names.length()).areas(phrases, Facts.of(incident)))
                .distinct()
                .toList();
        var title = phrases.say(
                type == EventType.RETRACTED ? "digest.title_retracted" : "digest.title",
                Map.of("n", incidents.size(), "areas", names.list(phrases, areas)));
        // A short message has no room for more than this: what is over must not read like what begins.
        return switch (type) {
            case CONFIRMED -> phrases.say("title.confirmed", Map.of("statement", title));
            case CLOSED -> phrases.say("title.closed", Map.of("statement", title));
            case UPDATED -> phrases.say("title.updated", Map.of("statement", title));
            case OPENED, RETRACTED -> title;
        };
    }

    private String text(String title) {
        var room = LIST_BYTES - title.getBytes(UTF_8).length;
        var full = items(room, IN_ITEM.get(0));
        var listed = full.incidents < incidents.size() ? items(room, IN_ITEM.get(1)) : full;
        var lines = new ArrayList<>(listed.lines);
        var more = incidents.size() - listed.incidents;
        if (more > 0) {
            lines.add(phrases.say("digest.more", Map.of("n", more)));
        }
        lines.add(0, title);
        if (type == EventType.RETRACTED) {
            lines.add(phrases.say("retracted.do"));
        }
        site.ifPresent(address -> lines.add(phrases.say("line.link", Map.of("link", Links.home(address)))));
        return String.join("\n", lines);
    }

    /** As many incidents as there is room for; those of which the same is said share a line. */
    private Listed items(int room, Names names) {
        var alike = new LinkedHashMap<String, Integer>();
        incidents.forEach(incident -> alike.merge(item(incident, names), 1, Integer::sum));
        var lines = new ArrayList<String>();
        var told = 0;
        var bytes = 0;
        for (var entry : alike.entrySet()) {
            var line = entry.getValue() == 1 ? entry.getKey() : entry.getKey() + " ×" + entry.getValue();
            bytes += line.getBytes(UTF_8).length + 1;
            if (bytes > room || lines.size() == MOST_LINES) {
                break;
            }
            lines.add(line);
            told += entry.getValue();
        }
        return new Listed(lines, told);
    }

    private String item(Incident incident, Names names) {
        var arguments = new HashMap<>(Particulars.of(phrases, incident, names));
        if (incident.kind() == IncidentKind.NETWORK_OUTAGE) {
            arguments.put("networkCount", 0);
        }
        return switch (incident.state()) {
            case OPEN -> phrases.say("digest.item", arguments);
            case CLOSED -> phrases.say("digest.item_over", arguments);
            case RETRACTED -> phrases.say("digest.item_retracted", arguments);
        };
    }
}
