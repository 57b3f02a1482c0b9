package kz.dabyl.probe.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import kz.dabyl.model.PingError;
import kz.dabyl.probe.deliver.Reply;

/** A collector that takes all that reaches it, and remembers it. Thread-safe. */
public final class HearingCollector implements OnlyReports {

    private static final Pattern SEQ = Pattern.compile("\"seq\":([0-9]+),");
    private static final Pattern PROMISE = Pattern.compile("\"interval_s\":([0-9]+),");

    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** Whether anybody reaches it. */
    public volatile boolean reached = true;

    /** Happens when somebody is about to report. */
    volatile Happening before = () -> {};

    /** What may be interrupted. */
    interface Happening {

        void come() throws InterruptedException;
    }

    /** What each report promised, in the order in which they came. */
    public List<Long> promises() {
        return numbers(PROMISE);
    }

    /** The numbers of the reports, in the order in which they came. */
    List<Long> seqs() {
        return numbers(SEQ);
    }

    private List<Long> numbers(Pattern field) {
        return heard.stream()
                .flatMap(report -> field.matcher(report).results())
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }

    @Override
    public Reply report(URI reports, String token, byte[] lines, Duration patience) throws InterruptedException {
        before.come();
        if (!reached) {
            return new Reply.Unreached(PingError.TIMEOUT);
        }
        new String(lines, UTF_8).lines().forEach(heard::add);
        return new Reply.Answered(202, "{}", OptionalLong.empty(), Optional.empty(), Optional.empty());
    }
}
