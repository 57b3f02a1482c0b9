package kz.dabyl.alerts.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.alerts.subscriptions.Channel;
import kz.dabyl.alerts.subscriptions.EventType;

/**
 * When messages about several incidents are said as one, to those who read them with their eyes: forty cells that open at
 * once are one message with a list, and not forty. The first waits a moment for company, what comes later until the window
 * after it is over. Pure.
 *
 * @param patience how long the first waits
 * @param window how long after one message the next of its kind waits for company
 * @param most so many are said as one
 */
public record Gathering(Duration patience, Duration window, int most) {

    public static final Gathering DEFAULT = new Gathering(Duration.ofMillis(1_500), Duration.ofSeconds(20), 100);

    /** So many times longer the first waits while it is known that more is on its way. */
    private static final int EXPECTING = 8;

    /** Programs take each message as it is. */
    private static final Set<Channel> PROGRAMS = EnumSet.of(Channel.WEBHOOK, Channel.ALERTMANAGER);

    private static final Set<String> GATHERED =
            Stream.of(EventType.values()).map(EventType::messageType).collect(Collectors.toUnmodifiableSet());

    /**
     * The head of a lane that is due.
     *
     * @param tries how often it was tried
     * @param due since when it may be tried, epoch milliseconds
     * @param saidAs the id under which its first try was begun; empty if none was, or none that is noted
     */
    record Waiting(String lane, int tries, long due, String saidAs) {

        /** One of which no try is noted. */
        Waiting(String lane, int tries, long due) {
            this(lane, tries, due, "");
        }

        /** Whether it has been said, or may have been: its process may have died with the first try under way. */
        boolean begun() {
            return tries > 0 || !saidAs.isEmpty();
        }

        /** Whether it was said as one with {@code other}. Earlier versions noted no ids, but such messages share how their tries end. */
        boolean with(Waiting other) {
            return saidAs.equals(other.saidAs) && (!saidAs.isEmpty() || (tries == other.tries && due == other.due));
        }
    }

    /**
     * What to do.
     *
     * @param now the lanes whose heads are said as one now
     * @param lookAgain when to look at the others, if there are any
     */
    record Plan(List<String> now, OptionalLong lookAgain) {}

    public Gathering {
        if (patience.isNegative() || window.isNegative() || most < 1) {
            throw new IllegalArgumentException("gathering takes patience, a window and at least 1 message, were "
                    + patience + ", " + window + ", " + most);
        }
    }

    /** The same while it is known that more is on its way: many subscribers and a slow broker make forty at once come one by one. */
    Gathering expecting() {
        return new Gathering(patience.multipliedBy(EXPECTING), window, most);
    }

    /** Whether messages of this type are gathered on this channel. */
    static boolean takes(Channel channel, String type) {
        return !PROGRAMS.contains(channel) && GATHERED.contains(type);
    }

    /**
     * What becomes of what waits.
     *
     * @param lastSent when one of this kind was begun last, epoch milliseconds
     */
    Plan plan(List<Waiting> waiting, OptionalLong lastSent, long now) {
        if (waiting.isEmpty()) {
            return new Plan(List.of(), OptionalLong.empty());
        }
        // What is tried again has waited by the schedule already, and goes with those alone with whom it went before:
        // what arrived although its answer was lost is known by its id, which is made of all of them.
        var again = waiting.stream().filter(Waiting::begun).min(Comparator.comparingLong(Waiting::due));
        if (again.isPresent()) {
            return plan(waiting, waiting.stream().filter(again.get()::with).toList(), now);
        }
        var free = lastSent.isEmpty() || now < lastSent.getAsLong() || now - lastSent.getAsLong() >= window.toMillis();
        if (!free) {
            return new Plan(List.of(), OptionalLong.of(lastSent.getAsLong() + window.toMillis()));
        }
        var ready = waiting.stream().mapToLong(Waiting::due).min().orElse(now) + patience.toMillis();
        if (now < ready) {
            return new Plan(List.of(), OptionalLong.of(ready));
        }
        return plan(waiting, waiting.stream().limit(most).toList(), now + window.toMillis());
    }

    private static Plan plan(List<Waiting> waiting, List<Waiting> said, long lookAgain) {
        return new Plan(
                said.stream().map(Waiting::lane).toList(),
                said.size() < waiting.size() ? OptionalLong.of(lookAgain) : OptionalLong.empty());
    }
}
