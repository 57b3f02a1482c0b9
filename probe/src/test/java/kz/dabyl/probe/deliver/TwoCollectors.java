package kz.dabyl.probe.deliver;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import kz.dabyl.probe.keep.Kept;

/** A probe that knows two collectors, with clocks and answers of which a test decides. Not thread-safe. */
final class TwoCollectors {

    static final long NOON = 1_619_265_600_000L;
    static final Duration PATIENCE = Duration.ofSeconds(5);
    static final Duration INTERVAL = Duration.ofSeconds(30);

    final FakeClocks clocks = new FakeClocks(NOON);
    final FakeCourier courier = new FakeCourier();
    final Collectors collectors = new Collectors(
            List.of(URI.create("https://one.example"), URI.create("https://two.example")), INTERVAL, new Random(1));
    final Delivery delivery = new Delivery(collectors, courier, clocks, "token");

    static List<Kept> reports(int count) {
        return LongStream.range(0, count)
                .mapToObj(seq -> new Kept(seq, NOON, "{" + seq + "}"))
                .toList();
    }
}
