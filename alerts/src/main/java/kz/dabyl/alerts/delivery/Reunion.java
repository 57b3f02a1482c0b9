package kz.dabyl.alerts.delivery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Messages that were said as one share what became of that; a crash may have come between the notes. What was delivered with one
 * of them was delivered with all, and what failed with one is tried again with all. Pure.
 */
final class Reunion {

    private Reunion() {}

    /** Those of {@code all} that lack a note, with it. */
    static List<Message> of(Collection<Message> all) {
        var together = all.stream()
                .filter(message -> !message.progress().saidAs().isEmpty())
                .filter(message -> !message.progress().saidAs().equals(message.id()))
                .collect(Collectors.groupingBy(message -> message.progress().saidAs()));
        var mended = new ArrayList<Message>();
        for (var said : together.values()) {
            said.stream()
                    .filter(message -> message.state() != Message.State.DROPPED)
                    .max(Comparator.comparing((Message message) -> message.state() == Message.State.DELIVERED)
                            .thenComparing(message -> message.progress().tries()))
                    .ifPresent(known -> said.stream()
                            .filter(message -> message.state() == Message.State.PENDING)
                            .filter(message -> message.progress().tries()
                                            != known.progress().tries()
                                    || message.state() != known.state())
                            .forEach(message -> mended.add(message.likewise(known))));
        }
        return mended;
    }
}
