package kz.dabyl.probe.deliver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import kz.dabyl.model.ReportReader;
import kz.dabyl.probe.keep.Identity;

/** How a probe becomes one: an invite is changed for a pseudonym and a token. */
public final class Enrolment {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Enrolment() {}

    /** What came of it. */
    public sealed interface Result {

        record Enrolled(Identity identity) implements Result {}

        /**
         * Not enrolled.
         *
         * @param lasting whether trying again is of no use
         */
        record Failed(String why, boolean lasting) implements Result {}
    }

    /** Asks the collectors in order; the first that answers decides. */
    public static Result enrol(List<URI> collectors, Courier courier, String invite)
            throws IOException, InterruptedException {
        var body = new ByteArrayOutputStream();
        try (var json = ReportReader.FACTORY.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringField("invite", invite);
            json.writeEndObject();
        }
        Result last = new Result.Failed("there is no collector", true);
        for (var uri : collectors) {
            var reply = courier.enrol(uri.resolve("/v1/probes"), body.toByteArray(), PATIENCE);
            last = result(uri, reply);
            if (last instanceof Result.Enrolled || (last instanceof Result.Failed failed && failed.lasting())) {
                return last;
            }
        }
        return last;
    }

    private static Result result(URI uri, Reply reply) {
        if (reply instanceof Reply.Unreached unreached) {
            return new Result.Failed(
                    uri + " cannot be reached: " + unreached.why().word(), false);
        }
        var answer = (Reply.Answered) reply;
        return switch (answer.status()) {
            case 201 ->
                Identity.parse(answer.body())
                        .<Result>map(Result.Enrolled::new)
                        .orElseGet(() -> new Result.Failed(uri + " answered otherwise than a collector does", true));
            case 401 -> new Result.Failed("the invite is not known, ask whoever gave it to you", true);
            case 403 -> new Result.Failed("the invite lets in no more probes, ask whoever gave it to you", true);
            default -> new Result.Failed(uri + " answered " + answer.status(), answer.status() < 429);
        };
    }
}
