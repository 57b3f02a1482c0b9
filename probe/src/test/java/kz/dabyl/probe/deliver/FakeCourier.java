package kz.dabyl.probe.deliver;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.model.PingError;

/** Gives the answers that a test has laid ready, by host, and remembers what was sent. */
final class FakeCourier implements Courier {

    private final Map<String, ArrayDeque<Reply>> replies = new HashMap<>();
    final List<String> sent = new ArrayList<>();

    FakeCourier answers(String host, Reply... inOrder) {
        replies.computeIfAbsent(host, h -> new ArrayDeque<>()).addAll(List.of(inOrder));
        return this;
    }

    static Reply status(int status) {
        return status(status, "");
    }

    static Reply status(int status, String body) {
        return new Reply.Answered(status, body, OptionalLong.empty(), Optional.empty(), Optional.empty());
    }

    /** As a collector refuses, and nothing in between. */
    static Reply problem(int status) {
        return status(status, "{\"type\":\"/problems/of-the-collector\"}");
    }

    static Reply retryAfter(int status, int seconds) {
        return new Reply.Answered(
                status, "", OptionalLong.empty(), Optional.of(Duration.ofSeconds(seconds)), Optional.empty());
    }

    static Reply dated(long millis) {
        return new Reply.Answered(202, "{}", OptionalLong.of(millis), Optional.empty(), Optional.empty());
    }

    static Reply unreached(PingError why) {
        return new Reply.Unreached(why);
    }

    private Reply next(URI uri, String what) {
        sent.add(uri.getHost() + " " + what);
        var laid = replies.getOrDefault(uri.getHost(), new ArrayDeque<>()).poll();
        return laid == null ? status(202, "{}") : laid;
    }

    @Override
    public Reply get(URI document, Duration patience) {
        return next(document, document.getPath());
    }

    @Override
    public Reply enrol(URI probes, byte[] json, Duration patience) {
        return next(probes, new String(json, UTF_8));
    }

    @Override
    public Reply report(URI reports, String token, byte[] lines, Duration patience) {
        return next(reports, new String(lines, UTF_8).replace("\n", " ").strip());
    }
}
