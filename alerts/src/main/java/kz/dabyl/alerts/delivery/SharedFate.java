package kz.dabyl.alerts.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Messages that were said as one share what became of that; a crash may have come between the notes. What was delivered with one
 * of them was delivered with all, and what failed with one is tried again with all. Pure.
 */
final class SharedFate {

    private SharedFate() {}

    /** Those of {@code all} that lack a note, with it. */
    static List<Message> of(Collection<Message> all) {
        var together = all.stream()
                .filter(message -> !message.progress().saidAs().isEmpty())
                .filter(message -> !message.progress().saidAs().equals(message.id()))
                .collect(Collectors.groupingBy(message -> message.progress().saidAs()));
        var mended = new ArrayList<Message>();
        for (var said : together.values()) {
            said.stream()
                    .filter(message -> message.state() == Message.State.PENDING)
                    .forEach(message -> newest(said, message)
                            .filter(known -> message.progress().tries()
                                            != known.progress().tries()
                                    || message.state() != known.state())
                            .ifPresent(known -> mended.add(message.likewise(known))));
        }
        return mended;
    }

    /** The one that tells most of what became of {@code message}; what was over before that was made tells nothing. */
    private static Optional<Message> newest(List<Message> said, Message message) {
        return said.stream()
                .filter(other -> other.state() != Message.State.DROPPED)
                .filter(other -> other.progress().lastTry().orElse(Long.MIN_VALUE)
                        >= message.progress().created())
                .max(Comparator.comparing((Message other) -> other.state() == Message.State.DELIVERED)
                        .thenComparing(other -> other.progress().tries()));
    }
}
