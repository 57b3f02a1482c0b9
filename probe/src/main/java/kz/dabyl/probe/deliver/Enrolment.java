package kz.dabyl.probe.deliver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import kz.dabyl.model.ReportReader;
import kz.dabyl.probe.keep.Identity;

/**
 * How a probe becomes one: an invite is changed for a pseudonym and a token. A probe that is installed in an outage waits for
 * its end, longer each time, and as long as a busy collector asks. Stateless.
 */
public final class Enrolment {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Backoff AGAIN = new Backoff(Duration.ofSeconds(30), LONGEST);

    private Enrolment() {}

    /** What came of it. */
    public sealed interface Result {

        record Enrolled(Identity identity) implements Result {}

        /**
         * Not enrolled.
         *
         * @param lasting whether trying again is of no use
         * @param retryAfter how long a collector wants to be left alone, zero if it does not say
         */
        record Failed(String why, boolean lasting, Duration retryAfter) implements Result {}
    }

    /** Lets time pass. */
    public interface Pause {

        void take(Duration time) throws InterruptedException;
    }

    /** How waiting is done and told, and the chance in it. */
    public record Waiting(Pause pause, Consumer<String> tell, RandomGenerator random) {}

    /** Asks the collectors until one of them has decided. */
    public static Result insist(List<URI> collectors, Courier courier, String invite, Waiting waiting)
            throws IOException, InterruptedException {
        for (var failures = 1; ; failures++) {
            var result = enrol(collectors, courier, invite);
            if (!(result instanceof Result.Failed failed) || failed.lasting()) {
                return result;
            }
            var pause = pause(failed.retryAfter(), failures, waiting.random());
            waiting.tell().accept("cannot enrol yet: " + failed.why() + "; tries again in " + pause.toSeconds() + " s");
            waiting.pause().take(pause);
        }
    }

    private static Duration pause(Duration asked, int failures, RandomGenerator random) {
        if (asked.isZero()) {
            return AGAIN.after(failures, random);
        }
        var longest = asked.compareTo(LONGEST) < 0 ? asked : LONGEST;
        // Many probes are told the same moment, and would all come back in it.
        return longest.plusMillis(random.nextLong(1 + longest.toMillis() / 4));
    }

    /** Asks the collectors in order; the first that decides does so for all, as they have one list of invites. */
    public static Result enrol(List<URI> collectors, Courier courier, String invite)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        try (var json = ReportReader.FACTORY.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("invite", invite);
            json.writeEndObject();
        }
        var last = new Result.Failed("there is no collector", true, Duration.ZERO);
        for (var uri : collectors) {
            var reply = courier.enrol(uri.resolve("/v1/probes"), body.toByteArray(), PATIENCE);
            var result = result(uri, reply);
            if (!(result instanceof Result.Failed failed) || failed.lasting()) {
                return result;
            }
            // The longest that any of them asks for: the next round goes to all.
            last = failed.retryAfter().compareTo(last.retryAfter()) < 0
                    ? new Result.Failed(failed.why(), false, last.retryAfter())
                    : failed;
        }
        return last;
    }

    private static Result result(URI uri, Reply reply) {
        if (reply instanceof Reply.Unreached unreached) {
            return new Result.Failed(
                    uri + " cannot be reached: " + unreached.why().word(), false, Duration.ZERO);
        }
        var answer = (Reply.Answered) reply;
        var retryAfter = answer.retryAfter().orElse(Duration.ZERO);
        if (answer.status() >= 429) {
            return new Result.Failed(uri + " answered " + answer.status(), false, retryAfter);
        }
        // How long to wait is for collectors to say: a guard that asks for a day must not keep a probe from them.
        return decision(answer)
                .orElseGet(() -> new Result.Failed(
                        uri + " answered " + answer.status() + ", " + stranger(answer), false, Duration.ZERO));
    }

    private static String stranger(Reply.Answered answer) {
        if (!Rejections.isProblem(answer.body())) {
            return "otherwise than a collector does";
        }
        return answer.status() == 400
                ? "what was asked did not arrive as it was sent, or the invite was copied with more than itself"
                : "as a service of ours does that is no collector";
    }

    /**
     * What a collector says of the invite; empty where something else speaks, for a while perhaps: a proxy, a guard, a portal, or
     * a service of ours that has another role. Of a request that it cannot read a proxy may have swallowed the body.
     */
    private static Optional<Result> decision(Reply.Answered answer) {
        if (answer.status() == 201) {
            return Identity.parse(answer.body()).map(Result.Enrolled::new);
        }
        if (!Rejections.isProblem(answer.body())) {
            return Optional.empty();
        }
        return switch (answer.status()) {
            case 401 ->
                Optional.of(lasting(
                        "the invite is not known: was it copied as a whole? If it was, ask whoever gave it to you"));
            case 403 -> Optional.of(lasting("the invite lets in no more probes, ask whoever gave it to you"));
            default -> Optional.empty();
        };
    }

    private static Result lasting(String why) {
        return new Result.Failed(why, true, Duration.ZERO);
    }
}
