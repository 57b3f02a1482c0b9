package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import kz.dabyl.model.PingError;
import kz.dabyl.probe.deliver.Collectors;
import kz.dabyl.probe.deliver.Courier;
import kz.dabyl.probe.deliver.FakeClocks;
import kz.dabyl.probe.deliver.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetFetchTest {

    private static final List<URI> THREE =
            List.of(URI.create("https://a.example"), URI.create("https://b.example"), URI.create("https://c.example"));

    @TempDir
    private Path folder;

    private final FakeClocks clocks = new FakeClocks(Bench.NOON);

    /** Collectors that take all the time that they are given, and answer nothing. */
    private final class Hanging implements Courier {

        private final List<String> asked = new ArrayList<>();

        @Override
        public Reply get(URI document, Duration patience) {
            asked.add(document.getHost());
            clocks.pass(patience.toMillis());
            return new Reply.Unreached(PingError.TIMEOUT);
        }

        @Override
        public Reply enrol(URI probes, byte[] json, Duration patience) {
            throw new IllegalStateException("nobody enrols");
        }

        @Override
        public Reply report(URI reports, String token, byte[] lines, Duration patience) {
            throw new IllegalStateException("nobody reports");
        }
    }

    @Test
    void takesNoLongerThanItMayThoughEveryCollectorHangsAndComesBackLater() throws Exception {
        var courier = new Hanging();
        var book =
                TargetBook.open(folder.resolve("targets"), Base64.getEncoder().encodeToString(new byte[32]));
        var collectors = new Collectors(THREE, Duration.ofSeconds(30), new Random(1));
        var voice = new TargetFetch.Voice(text -> {}, new Random(1));
        var fetch = new TargetFetch(book, collectors, courier, clocks, voice);
        var begun = clocks.steady();

        fetch.run(Duration.ofSeconds(3));

        assertThat(clocks.steady() - begun).isLessThanOrEqualTo(3000);
        assertThat(courier.asked).containsExactly("a.example", "b.example", "c.example");
        assertThat(fetch.due() - clocks.steady()).isBetween(300_000L, 900_000L);
    }
}
