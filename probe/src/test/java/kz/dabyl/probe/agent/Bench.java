package kz.dabyl.probe.agent;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kz.dabyl.model.Access;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Power;
import kz.dabyl.probe.deliver.Collectors;
import kz.dabyl.probe.deliver.Courier;
import kz.dabyl.probe.deliver.Delivery;
import kz.dabyl.probe.deliver.FakeClocks;
import kz.dabyl.probe.keep.Outbox;
import kz.dabyl.probe.keep.OutboxKey;

/** A whole agent in virtual time, with a real outbox, fake measurements and a collector of the test's choice. */
public final class Bench {

    public static final long NOON = 1_619_265_600_000L;
    static final long LIMIT = 1 << 20;

    final FakeClocks clocks;
    public final Outbox outbox;
    public final Agent agent;
    private final Path folder;
    final List<String> told = new ArrayList<>();
    Supplier<Optional<Power>> power = () -> Optional.of(Power.MAINS);

    /** Happens in the middle of each round. */
    Runnable meanwhile = () -> {};

    public Agent.Chore chore = new Agent.Chore() {
        @Override
        public long due() {
            return Long.MAX_VALUE;
        }

        @Override
        public void run(Duration patience) {
            throw new IllegalStateException("never due");
        }
    };

    public Bench(Path folder, FakeClocks clocks, Courier courier, int interval, long seed) throws IOException {
        this(folder, clocks, courier, interval, seed, "collector.example");
    }

    Bench(Path folder, FakeClocks clocks, Courier courier, int interval, long seed, String... hosts)
            throws IOException {
        this.folder = folder;
        this.clocks = clocks;
        var random = new Random(seed);
        outbox = Outbox.open(folder.resolve("outbox"), OutboxKey.keptIn(folder.resolve("key")), LIMIT, 0);
        var addresses =
                Stream.of(hosts).map(host -> URI.create("https://" + host)).toList();
        var collectors = new Collectors(addresses, Duration.ofSeconds(interval), random);
        var delivery = new Delivery(collectors, courier, clocks, "token");
        Agent.Measurements measurements = budget -> {
            clocks.pass(random.nextInt((int) budget.toMillis()));
            meanwhile.run();
            return List.of(
                    Ping.answered("international/1.1.1.1", random.nextInt(1000) / 10.0),
                    Ping.answered("domestic/egov.kz", random.nextInt(300) / 10.0));
        };
        var chores = new Agent.Chore() {
            @Override
            public long due() {
                return chore.due();
            }

            @Override
            public void run(Duration patience) throws IOException, InterruptedException {
                chore.run(patience);
            }
        };
        var parts = new Agent.Parts(outbox, delivery, measurements, chores, () -> power.get(), told::add);
        var scribe = new Scribe("p-1", new Whereabouts("KZ-75", "401-01", Access.MOBILE), "b", "dabyl-probe/test");
        agent = new Agent(parts, scribe, new Schedule(interval, random), clocks, random);
    }

    /** Does all that is due until then. */
    public void runFor(Duration time) throws Exception {
        var end = clocks.steady() + time.toMillis();
        while (clocks.steady() < end) {
            var next = agent.step();
            clocks.pass(Math.max(0, Math.min(next, end) - clocks.steady()));
        }
    }

    /** What the outbox takes, as the system counts it. */
    long bytesOnDisk() throws IOException {
        try (var files = Files.list(folder.resolve("outbox"))) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }
}
