package kz.dabyl.probe.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.regex.Pattern;
import kz.dabyl.model.PingError;
import kz.dabyl.probe.deliver.FakeClocks;
import kz.dabyl.probe.deliver.Reply;

/**
 * A collector behind a line that comes and goes, in virtual time. While it is reached it is slow by chance, loses answers
 * after it has taken what was sent, is busy now and then, and takes no large bodies.
 */
final class FlappingCollector implements OnlyReports {

    private static final Pattern SEQ = Pattern.compile("\"seq\":([0-9]+),");
    private static final Pattern PROMISE = Pattern.compile("\"interval_s\":([0-9]+),");
    private static final int MOST_LINES = 60;
    private static final int MOST_REPORTS = 4096;

    private final FakeClocks clocks;
    private final Random random;
    private final long ahead;
    private boolean up = true;
    private long until;

    /** Numbers that it took, and hashes of their content: what a real collector would count. Made at once, or it would seem a leak. */
    final BitSet taken = new BitSet(MOST_REPORTS);

    private final int[] contents = new int[MOST_REPORTS];

    final List<String> wrong = new ArrayList<>();
    int outages;
    private long highest = -1;
    private long promisedUntil = Long.MAX_VALUE;

    FlappingCollector(FakeClocks clocks, Random random) {
        this.clocks = clocks;
        this.random = random;
        until = clocks.steady() + 600_000;
        ahead = clocks.wall() - clocks.steady();
    }

    /** The line stays from now on. */
    void settle() {
        move();
        up = true;
        until = Long.MAX_VALUE;
    }

    private void move() {
        while (clocks.steady() >= until) {
            up = !up;
            outages += up ? 0 : 1;
            until += up ? 60_000 + random.nextInt(90 * 60_000) : 60_000 + random.nextInt(180 * 60_000);
            promisedUntil = Long.MAX_VALUE;
        }
    }

    @Override
    public Reply report(URI reports, String token, byte[] lines, Duration patience) {
        move();
        if (!up) {
            clocks.pass(random.nextBoolean() ? patience.toMillis() : 20);
            return unreached();
        }
        clocks.pass(40 + random.nextInt(1200));
        var texts = new String(lines, UTF_8).lines().toList();
        if (texts.size() > MOST_LINES) {
            return status(413, Optional.empty());
        }
        if (random.nextInt(50) == 0) {
            promisedUntil = Long.MAX_VALUE;
            return status(503, Optional.of(Duration.ofSeconds(20)));
        }
        texts.forEach(this::take);
        if (random.nextInt(20) == 0) {
            clocks.pass(patience.toMillis());
            promisedUntil = Long.MAX_VALUE;
            return unreached();
        }
        return status(202, Optional.empty());
    }

    private void take(String line) {
        var seq = Long.parseLong(group(SEQ, line));
        var number = Math.toIntExact(seq);
        if (taken.get(number) && contents[number] != line.hashCode()) {
            wrong.add("two reports of number " + seq);
        }
        taken.set(number);
        contents[number] = line.hashCode();
        if (seq > highest) {
            highest = seq;
            if (clocks.steady() > promisedUntil) {
                wrong.add("report " + seq + " came " + (clocks.steady() - promisedUntil) + " ms after its promise");
            }
            promisedUntil = clocks.steady() + 1000 * Long.parseLong(group(PROMISE, line));
        }
    }

    private static String group(Pattern pattern, String line) {
        var found = pattern.matcher(line);
        if (!found.find()) {
            throw new IllegalArgumentException("no " + pattern + " in " + line);
        }
        return found.group(1);
    }

    private Reply unreached() {
        var errors = PingError.values();
        return new Reply.Unreached(errors[random.nextInt(errors.length)]);
    }

    private Reply status(int status, Optional<Duration> retryAfter) {
        var date = OptionalLong.of((clocks.steady() + ahead) / 1000 * 1000);
        return new Reply.Answered(status, "{}", date, retryAfter, Optional.empty());
    }
}
