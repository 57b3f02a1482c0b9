package kz.dabyl.alerts.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import kz.dabyl.alerts.subscriptions.Channel;
import kz.dabyl.alerts.subscriptions.EventType;

/**
 * When messages about several incidents are said as one, to those who read them with their eyes: forty cells that open at
 * once are one message with a list, and not forty. The first goes out at once, the others wait until the window after it is
 * over. Pure.
 *
 * @param window how long after one message the next of its kind waits for company
 * @param most so many are said as one
 */
public record Gathering(Duration window, int most) {

    public static final Gathering DEFAULT = new Gathering(Duration.ofSeconds(20), 100);

    /** Programs take each message as it is. */
    private static final Set<Channel> PROGRAMS = EnumSet.of(Channel.WEBHOOK, Channel.ALERTMANAGER);

    private static final Set<String> GATHERED = Set.of(EventType.OPENED.messageType(), EventType.CLOSED.messageType());

    /**
     * The head of a lane that is due.
     *
     * @param tries how often it was tried
     */
    record Waiting(String lane, int tries) {}

    /**
     * What to do.
     *
     * @param now the lanes whose heads are said as one now
     * @param lookAgain when to look at the others, if there are any
     */
    record Plan(List<String> now, OptionalLong lookAgain) {}

    public Gathering {
        if (window.isNegative() || most < 1) {
            throw new IllegalArgumentException(
                    "gathering takes a window and at least 1 message, were " + window + ", " + most);
        }
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
        // What is tried again has waited by the schedule already.
        var again = waiting.stream().anyMatch(head -> head.tries() > 0);
        var free = lastSent.isEmpty() || now < lastSent.getAsLong() || now - lastSent.getAsLong() >= window.toMillis();
        if (!again && !free) {
            return new Plan(List.of(), OptionalLong.of(lastSent.getAsLong() + window.toMillis()));
        }
        var lanes = waiting.stream()
                .sorted(Comparator.comparingInt(Waiting::tries).reversed())
                .limit(most)
                .map(Waiting::lane)
                .toList();
        return new Plan(
                lanes, lanes.size() < waiting.size() ? OptionalLong.of(now + window.toMillis()) : OptionalLong.empty());
    }
}
