package kz.dabyl.alerts.fakes;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import kz.dabyl.alerts.channels.Saying;
import kz.dabyl.alerts.channels.Saying.Subject;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.alerts.words.Notice;
import kz.dabyl.model.Incident;

/** Messages as channels get them. */
public final class SomeSaying {

    public static final Instant AT = Instant.parse("2021-04-24T09:00:00Z");

    /** What nobody should be able to do with a name. */
    public static final String HOSTILE =
            "<script>&amp;\"'</b>\\u202E](http://evil.example) @room @channel *x* _y_ \u202E\u0007{\"a\":1}";

    private SomeSaying() {}

    public static Saying of(String title, String text) {
        return saying(
                "incident.opened",
                new Subject.Event(EventType.OPENED, SomeIncident.opening("i1").incident(), List.of()),
                new Notice(title, text, title));
    }

    /** One to another subscription. */
    public static Saying to(String subscription) {
        var said = of("a", "b");
        return new Saying(
                said.id() + subscription,
                subscription,
                said.type(),
                said.body(),
                said.subject(),
                said.notice(),
                said.link(),
                said.signer(),
                AT);
    }

    public static Saying about(EventType type, Incident incident, Incident... former) {
        return saying(
                type.messageType(),
                new Subject.Event(type, incident, List.of(former)),
                new Notice("Mobile internet is cut", "Mobile internet is cut\nsince 12:00", "cut"));
    }

    public static Saying several(EventType type, Incident... incidents) {
        return saying(
                "incidents." + type.word(),
                new Subject.Several(type, List.of(incidents)),
                new Notice("Several", "Several\nAlmaty", "Several"));
    }

    public static Saying service(String type) {
        return saying(type, new Subject.Service(), new Notice("title", "title\ntext", "brief"));
    }

    private static Saying saying(String type, Subject subject, Notice notice) {
        return new Saying(
                "msg_0123",
                "sub_1",
                type,
                "{}",
                subject,
                notice,
                Optional.of(URI.create("https://dabyl.example.org/incidents/i1")),
                (id, timestamp, body) -> "",
                AT);
    }
}
