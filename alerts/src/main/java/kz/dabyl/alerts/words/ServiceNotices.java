package kz.dabyl.alerts.words;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.alerts.faults.Fault;

/** What is said of Dabyl itself: that it lives, that a channel works, that another does not. Pure. */
final class ServiceNotices {

    /** Subscribers have no zone of their own, and most live in this one. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Almaty");

    private static final int NAME = 40;

    private final Phrases phrases;
    private final Optional<URI> site;

    ServiceNotices(Phrases phrases, Optional<URI> site) {
        this.phrases = phrases;
        this.site = site;
    }

    Notice heartbeat(OptionalLong sequence, int undelivered, Instant now, Duration interval) {
        var next = now.plus(interval);
        Map<String, Object> arguments = Map.of(
                "known", sequence.isPresent() ? "yes" : "no",
                "sequence", sequence.orElse(0),
                "n", undelivered,
                "next", Clock.time(phrases, LocalDateTime.ofInstant(next, ZONE), LocalDateTime.ofInstant(now, ZONE)),
                "zone", Clock.offset(ZONE.getRules().getOffset(next)),
                "duration", Clock.length(phrases, interval));
        var lines = new ArrayList<String>();
        lines.add(phrases.say("heartbeat.why"));
        lines.add(phrases.say("heartbeat.sequence", arguments));
        if (undelivered > 0) {
            lines.add(phrases.say("heartbeat.undelivered", arguments));
        }
        lines.add(phrases.say("heartbeat.next", arguments));
        return notice(phrases.say("heartbeat.title"), lines, phrases.say("heartbeat.brief", arguments));
    }

    Notice test() {
        return notice(phrases.say("test.title"), List.of(phrases.say("test.text")), phrases.say("test.brief"));
    }

    /**
     * That a channel is off.
     *
     * @param ended whether its receiver wanted that
     * @param kept why, as it is kept; empty if that is not known
     */
    Notice disabled(String channel, boolean ended, String kept) {
        var name = Map.of("channel", PlainText.of(channel, NAME));
        var what = ended ? "ended" : "disabled";
        var lines = new ArrayList<String>();
        lines.add(phrases.say(what + ".text"));
        if (!kept.isEmpty()) {
            lines.add(phrases.say("disabled.reason", Map.of("reason", fault(Fault.read(kept)))));
        }
        lines.add(phrases.say("disabled.do"));
        return notice(phrases.say("disabled.title", name), lines, phrases.say(what + ".brief", name));
    }

    private String fault(Fault.Known known) {
        return phrases.say(known.fault().phrase(), Map.of("n", known.number().orElse("")));
    }

    private Notice notice(String title, List<String> lines, String brief) {
        var all = new ArrayList<String>();
        all.add(title);
        all.addAll(lines);
        site.ifPresent(address -> all.add(phrases.say("line.link", Map.of("link", Links.home(address)))));
        return new Notice(title, String.join("\n", all), Sms.fit(phrases.language(), List.of(brief)));
    }
}
