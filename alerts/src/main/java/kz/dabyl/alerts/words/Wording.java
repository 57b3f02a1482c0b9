package kz.dabyl.alerts.words;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.Incident;

/**
 * Puts into words what a subscriber is told, in English, Russian or Kazakh. The same input gives the same words. Names
 * that others chose are made harmless for plain text; who writes markup escapes them. Thread-safe.
 *
 * <p>Languages are {@code en}, {@code ru} and {@code kk}; of any other, English is taken.
 *
 * @param site where people read more, if the deployment has a public address
 * @param exercise whether incidents did not just happen, which every message about one begins with
 */
public record Wording(Optional<URI> site, boolean exercise) {

    /** Of incidents that happen. */
    public Wording(Optional<URI> site) {
        this(site, false);
    }

    /**
     * One event of one incident.
     *
     * @param before what the subscriber was told last
     */
    public Notice incident(EventType type, Incident incident, Optional<Told> before, String language) {
        return incident(type, incident, before, Optional.empty(), language);
    }

    /**
     * One event of one incident, with what is new in it.
     *
     * @param before what the subscriber was told last
     * @param known the revision of which they were told last, if it is still at hand: what was added and what turned out
     *     not to be affected is said against it
     */
    public Notice incident(
            EventType type, Incident incident, Optional<Told> before, Optional<Incident> known, String language) {
        var news = new IncidentNotice.News(type, incident, before, known);
        return marked(new IncidentNotice(Phrases.of(language), site, news).notice(), language);
    }

    /**
     * Several incidents to which the same happened at once, as one message; a single one as it is.
     *
     * @param type what happened to each of them
     */
    public Notice digest(EventType type, List<Incident> incidents, String language) {
        return incidents.size() == 1
                ? incident(type, incidents.get(0), Optional.empty(), language)
                : marked(new Digest(Phrases.of(language), site, type, incidents).notice(), language);
    }

    /**
     * That we are still there, and until when to wait for the next sign of it.
     *
     * @param sequence number of the last revision that was published, if there was one
     * @param undelivered messages that are still on their way to this receiver
     */
    public Notice heartbeat(OptionalLong sequence, int undelivered, Instant now, Duration interval, String language) {
        return service(language).heartbeat(sequence, undelivered, now, interval);
    }

    /** That messages arrive. */
    public Notice test(String language) {
        return service(language).test();
    }

    /**
     * That another channel of the subscriber could not be reached and is off.
     *
     * @param channel what they know it by; no address with a secret in it
     * @param ended whether its receiver wanted that
     * @param kept the last fault, as it is kept
     */
    public Notice disabled(String channel, boolean ended, String kept, String language) {
        return service(language).disabled(channel, ended, kept);
    }

    /** Reads phrases, calendars and alphabets, which takes a second that no event loop has. */
    public static void prepare() {
        var wording = new Wording(Optional.empty());
        for (var language : Phrases.languages()) {
            wording.heartbeat(OptionalLong.of(1), 1, Instant.EPOCH, Duration.ofHours(1), language);
            Sms.gsm("Ә");
        }
    }

    private Notice marked(Notice notice, String language) {
        return exercise ? exercise(Phrases.of(language), notice) : notice;
    }

    /** The same, said to be an exercise. */
    static Notice exercise(Phrases phrases, Notice notice) {
        var title = PlainText.cut(mark(phrases, notice.title()), IncidentNotice.TITLE_LENGTH);
        var brief = List.of(mark(phrases, notice.brief()), phrases.say("brief.plain", Map.of("title", title)));
        return new Notice(title, mark(phrases, notice.text()), Sms.fit(phrases.language(), brief));
    }

    private static String mark(Phrases phrases, String text) {
        return phrases.say("exercise", Map.of("text", text));
    }

    private ServiceNotices service(String language) {
        return new ServiceNotices(Phrases.of(language), site);
    }
}
