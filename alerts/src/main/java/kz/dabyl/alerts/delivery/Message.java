package kz.dabyl.alerts.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import kz.dabyl.alerts.incidents.Revision;
import kz.dabyl.alerts.routing.Told;
import kz.dabyl.alerts.subscriptions.EventType;

/**
 * One message to one subscription, from its making until it is forgotten. Immutable; times are epoch milliseconds.
 *
 * @param id the {@code webhook-id}, made from what the message says and to whom, so that no crash makes a second one
 * @param lane messages of one lane arrive in order: the incident, or the message itself
 * @param told what the subscriber knows of the incident after this message; empty for what is about none
 * @param sequence offset of the revision that it tells of
 * @param body what is sent; empty once that is over
 */
public record Message(
        String id,
        String subscription,
        String lane,
        String type,
        Optional<Told> told,
        OptionalLong sequence,
        String body,
        Progress progress) {

    /** Type of messages that an operator asks for to see whether a receiver works. */
    public static final String TEST = "test";

    /** Type of signs of life. */
    public static final String HEARTBEAT = "heartbeat";

    /** Type of messages that say that another subscription gets nothing any more. */
    public static final String SILENCED = "subscription.disabled";

    /** What was never tried before what was, the oldest of each first. */
    static final Comparator<Message> UNTRIED_FIRST = Comparator.<Message>comparingInt(
                    message -> Math.min(1, message.progress.tries))
            .thenComparingLong(message -> message.progress.created);

    private static final int ID_BYTES = 16;

    /** Where a message is on its way. */
    public enum State {
        /** Waits for the end of quiet hours. */
        HELD,
        PENDING,
        DELIVERED,
        /** Given up. */
        FAILED,
        /** Never sent, for it was overtaken or its subscription ended. */
        DROPPED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether nothing is to be done any more. */
        public boolean terminal() {
            return this != HELD && this != PENDING;
        }
    }

    /**
     * How far it came.
     *
     * @param nextTry when it is tried next, or decided again if held
     * @param note why it was not delivered, in words
     * @param saidAs the id under which its first try was begun where it may be said as one with others; empty before
     */
    public record Progress(
            State state,
            int tries,
            long created,
            long nextTry,
            OptionalLong lastTry,
            OptionalInt lastStatus,
            String note,
            String saidAs) {}

    /** One that tells of a revision and was not tried yet. */
    static Message telling(String subscription, EventType type, Told told, Revision revision, State state, long now) {
        var incident = revision.incident();
        return new Message(
                id(subscription, incident.id(), incident.revision(), type.messageType()),
                subscription,
                incident.id(),
                type.messageType(),
                Optional.of(told),
                OptionalLong.of(revision.offset()),
                MessageJson.body(type, revision),
                untried(state, now));
    }

    /** One about no incident, in a lane of its own. */
    static Message alone(String subscription, String lane, String type, String body, long now) {
        return new Message(
                id(subscription, lane, 0, type),
                subscription,
                lane,
                type,
                Optional.empty(),
                OptionalLong.empty(),
                body,
                untried(State.PENDING, now));
    }

    private static Progress untried(State state, long now) {
        return new Progress(state, 0, now, now, OptionalLong.empty(), OptionalInt.empty(), "", "");
    }

    /** The identity of a message; the same for the same saying. */
    public static String id(String subscription, String lane, int revision, String type) {
        try {
            var saying = subscription + '\n' + lane + '\n' + revision + '\n' + type;
            var hash = MessageDigest.getInstance("SHA-256").digest(saying.getBytes(UTF_8));
            return "msg_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** The identity of messages of one type that are said as one; the same ones give the same. */
    static String id(List<Message> together) {
        var first = together.get(0);
        if (together.size() == 1) {
            return first.id;
        }
        var ids = together.stream().map(Message::id).sorted().collect(Collectors.joining(" "));
        return id(first.subscription, ids, 0, several(first.type));
    }

    /** The type of several messages of one type. */
    static String several(String type) {
        return type.replaceFirst("incident", "incidents");
    }

    public State state() {
        return progress.state();
    }

    /** Whether it is, or may be, what the subscriber knows. */
    boolean counts() {
        return state() != State.HELD && state() != State.DROPPED;
    }

    public int revision() {
        return told.map(Told::revision).orElse(0);
    }

    /** The same, to be looked at again at {@code time}. */
    public Message due(long time) {
        var p = progress;
        return with(new Progress(p.state, p.tries, p.created, time, p.lastTry, p.lastStatus, p.note, p.saidAs));
    }

    /** The same, about to be tried under {@code id}. */
    Message saidAs(String id) {
        var p = progress;
        return with(new Progress(p.state, p.tries, p.created, p.nextTry, p.lastTry, p.lastStatus, p.note, id));
    }

    /** The same after a try that began at {@code at}; what is over keeps no body. */
    public Message tried(State state, long at, OptionalInt status, String note, long nextTry) {
        var p = progress;
        return with(new Progress(state, p.tries + 1, p.created, nextTry, OptionalLong.of(at), status, note, p.saidAs));
    }

    /** The same with the fate of another that was said as one with it. */
    Message likewise(Message other) {
        var o = other.progress;
        return with(new Progress(
                o.state, o.tries, progress.created, o.nextTry, o.lastTry, o.lastStatus, o.note, progress.saidAs));
    }

    /** The same, never to be sent. */
    public Message dropped(String why) {
        var p = progress;
        return with(new Progress(State.DROPPED, p.tries, p.created, p.nextTry, p.lastTry, p.lastStatus, why, p.saidAs));
    }

    private Message with(Progress now) {
        return new Message(id, subscription, lane, type, told, sequence, now.state.terminal() ? "" : body, now);
    }
}
