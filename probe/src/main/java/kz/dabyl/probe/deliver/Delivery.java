package kz.dabyl.probe.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.PingError;
import kz.dabyl.probe.keep.Kept;

/**
 * Brings reports to the first collector that takes them. What is not known to be taken is sent again: a collector counts a
 * report once, however often it comes. Used by one thread.
 */
public final class Delivery {

    /** Stands for a refusal that comes from something in between: a collector that takes no line names a line. */
    private static final int NOT_OURS = 0;

    /** On a slow line the first answer of a healthy collector takes a second and more: less time says nothing of it. */
    public static final Duration TELLING = Duration.ofMillis(1500);

    private final Collectors collectors;
    private final Courier courier;
    private final Clocks clocks;
    private final String token;
    private ClockSkew skew = ClockSkew.NONE;
    private long lost;

    public Delivery(Collectors collectors, Courier courier, Clocks clocks, String token) {
        this.collectors = collectors;
        this.courier = courier;
        this.clocks = clocks;
        this.token = token;
    }

    /** What one collector made of a batch. */
    private sealed interface Step {

        /** All of it is done. */
        record Done(List<String> refused) implements Step {}

        /** Nothing of it is, and another collector may be asked. */
        record Elsewhere() implements Step {}

        /** It is too much at once. */
        record TooLarge() implements Step {}

        record Closed(int status) implements Step {}
    }

    /** How long each collector may take, and until when all of it. */
    private record Limits(Duration patience, long until) {}

    /** Sends {@code reports}; each collector that is asked may take {@code patience}. */
    public Outcome send(List<Kept> reports, Duration patience) throws InterruptedException {
        return send(reports, patience, Long.MAX_VALUE);
    }

    /**
     * What one collector may take of {@code whole}, so that another is asked in time where one hangs; as many as can have
     * {@code least} each.
     */
    public Duration share(Duration whole, Duration least) {
        var room = Math.max(1, whole.dividedBy(least));
        return whole.dividedBy(
                Math.max(1, Math.min(room, collectors.toTry(clocks.steady()).size())));
    }

    /**
     * Sends {@code reports}, in halves where they are too much for one request. Shut out is who every collector refuses:
     * one alone may have lost its keys, and a probe that ends for it is missed by all.
     *
     * @param patience with each collector
     * @param until by the clock that never goes back; nothing takes longer
     */
    public Outcome send(List<Kept> reports, Duration patience, long until) throws InterruptedException {
        collectors.attempt();
        lost = 0;
        return send(reports, new Limits(patience, until));
    }

    private Outcome send(List<Kept> reports, Limits limits) throws InterruptedException {
        var closed = new ArrayList<Integer>();
        for (var uri : collectors.toTry(clocks.steady())) {
            var left = limits.until() - clocks.steady();
            if (left <= 0) {
                break;
            }
            var patience = Math.max(1, Math.min(left, limits.patience().toMillis()));
            var step = step(uri, reports, Duration.ofMillis(patience));
            if (step instanceof Step.Done done) {
                return new Outcome.Taken(seqs(reports), done.refused());
            }
            if (step instanceof Step.TooLarge) {
                return inHalves(reports, limits);
            }
            if (step instanceof Step.Closed door) {
                closed.add(door.status());
            }
        }
        return closed.size() == collectors.count()
                ? new Outcome.ShutOut(List.of(), closed.get(0))
                : new Outcome.Later(List.of());
    }

    private Outcome inHalves(List<Kept> reports, Limits limits) throws InterruptedException {
        if (reports.size() == 1) {
            return new Outcome.Taken(seqs(reports), List.of("one report is too large"));
        }
        var middle = reports.size() / 2;
        var done = new ArrayList<Long>();
        var refused = new ArrayList<String>();
        for (var half : List.of(reports.subList(0, middle), reports.subList(middle, reports.size()))) {
            var outcome = send(half, limits);
            done.addAll(outcome.done());
            if (outcome instanceof Outcome.ShutOut shut) {
                return new Outcome.ShutOut(done, shut.status());
            }
            if (!(outcome instanceof Outcome.Taken taken)) {
                return new Outcome.Later(done);
            }
            refused.addAll(taken.refused());
        }
        return new Outcome.Taken(done, refused);
    }

    private Step step(URI uri, List<Kept> reports, Duration patience) throws InterruptedException {
        var begun = clocks.steady();
        var sent = clocks.wall();
        var reply = courier.report(uri.resolve("/v1/reports"), token, lines(reports), patience);
        if (reply instanceof Reply.Unreached unreached) {
            lost += clocks.steady() - begun;
            if (unreached.why() != PingError.TIMEOUT || patience.compareTo(TELLING) >= 0) {
                collectors.unreached(uri, unreached.why(), clocks.steady());
            }
            return new Step.Elsewhere();
        }
        var answer = (Reply.Answered) reply;
        collectors.reached(uri, (double) (clocks.steady() - begun));
        if (answer.status() < 300) {
            answer.date().ifPresent(date -> skew = ClockSkew.measured(sent, clocks.wall(), date));
        }
        return step(uri, answer);
    }

    private Step step(URI uri, Reply.Answered answer) {
        var status = answer.status();
        var refused = Rejections.in(answer.body());
        return switch (ours(answer, refused) ? status : NOT_OURS) {
            case 202, 400 -> {
                collectors.accepted(uri);
                yield new Step.Done(refused);
            }
            case 401, 403 -> new Step.Closed(status);
            case 413 -> new Step.TooLarge();
            default -> {
                collectors.refused(uri, answer.retryAfter().orElse(Duration.ZERO), clocks.steady());
                yield new Step.Elsewhere();
            }
        };
    }

    /** Proxies and guards in front of a collector refuse too, for a while; what they say is not said of the probe. */
    private static boolean ours(Reply.Answered answer, List<String> refused) {
        return switch (answer.status()) {
            case 400 -> !refused.isEmpty();
            case 401, 403 -> Rejections.isProblem(answer.body());
            default -> true;
        };
    }

    private static List<Long> seqs(List<Kept> reports) {
        return reports.stream().map(Kept::seq).toList();
    }

    private static byte[] lines(List<Kept> reports) {
        var lines = new StringBuilder();
        for (var report : reports) {
            lines.append(report.json()).append('\n');
        }
        return lines.toString().getBytes(UTF_8);
    }

    /** How much of the time of the last {@link #send} went to collectors that did not answer: it says nothing of the way. */
    public long lostMillis() {
        return lost;
    }

    /** How far this machine's clock is from the collectors'. */
    public ClockSkew skew() {
        return skew;
    }
}
