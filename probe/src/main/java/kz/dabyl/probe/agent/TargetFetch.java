package kz.dabyl.probe.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import kz.dabyl.probe.deliver.Clocks;
import kz.dabyl.probe.deliver.Collectors;
import kz.dabyl.probe.deliver.Courier;
import kz.dabyl.probe.deliver.Reply;

/** Asks collectors for the list of targets, some times a day. Used by one thread. */
public final class TargetFetch implements Agent.Chore {

    private static final long AGAIN = Duration.ofHours(6).toMillis();
    private static final long AFTER_FAILURE = Duration.ofMinutes(10).toMillis();

    private final TargetBook book;
    private final Collectors collectors;
    private final Courier courier;
    private final Clocks clocks;
    private final Voice voice;
    private long due;

    /** How it says what went wrong, and the chance in its hours. */
    public record Voice(Consumer<String> tell, RandomGenerator random) {}

    public TargetFetch(TargetBook book, Collectors collectors, Courier courier, Clocks clocks, Voice voice) {
        this.book = book;
        this.collectors = collectors;
        this.courier = courier;
        this.clocks = clocks;
        this.voice = voice;
        due = book.hasKey() ? clocks.steady() : Long.MAX_VALUE;
    }

    @Override
    public long due() {
        return due;
    }

    @Override
    public void run(Duration patience) throws IOException, InterruptedException {
        var pause = fetched(patience) ? AGAIN : AFTER_FAILURE;
        due = clocks.steady() + pause / 2 + voice.random().nextLong(pause);
    }

    private boolean fetched(Duration patience) throws IOException, InterruptedException {
        var until = clocks.steady() + patience.toMillis();
        var asked = 0;
        var toTry = collectors.toTry(clocks.steady());
        for (var uri : toTry) {
            // Each has its share of what is left: no report waits for those that hang, and the last one is asked too.
            var left = (until - clocks.steady()) / (toTry.size() - asked++);
            if (left > 0 && fetched(uri, Duration.ofMillis(left))) {
                return true;
            }
        }
        return false;
    }

    private boolean fetched(URI uri, Duration patience) throws IOException, InterruptedException {
        var reply = courier.get(uri.resolve("/v1/targets"), patience);
        if (!(reply instanceof Reply.Answered answer) || answer.status() != 200) {
            return false;
        }
        // Its own date tells whether it has expired: this machine's clock may be wrong by years.
        var now = answer.date().orElse(clocks.wall());
        var fault = book.take(answer.body().getBytes(UTF_8), answer.signature().orElse(""), now);
        fault.ifPresent(voice.tell());
        return fault.isEmpty();
    }
}
