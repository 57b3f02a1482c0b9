package kz.dabyl.probe.command;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import kz.dabyl.model.Access;
import kz.dabyl.probe.agent.Agent;
import kz.dabyl.probe.agent.Rounds;
import kz.dabyl.probe.agent.Schedule;
import kz.dabyl.probe.agent.Scribe;
import kz.dabyl.probe.agent.TargetBook;
import kz.dabyl.probe.agent.TargetFetch;
import kz.dabyl.probe.agent.Whereabouts;
import kz.dabyl.probe.deliver.Clocks;
import kz.dabyl.probe.deliver.Collectors;
import kz.dabyl.probe.deliver.Delivery;
import kz.dabyl.probe.deliver.HttpCourier;
import kz.dabyl.probe.keep.Identity;
import kz.dabyl.probe.keep.Outbox;
import kz.dabyl.probe.keep.OutboxKey;
import kz.dabyl.probe.measure.Checker;
import kz.dabyl.probe.measure.ParallelSurveyor;
import kz.dabyl.probe.measure.Patience;
import kz.dabyl.probe.measure.SystemResolver;
import kz.dabyl.probe.measure.Turns;

/**
 * A probe at the usual interval that waits for nothing: its pauses are over as soon as they begin. All else is what a probe
 * runs. Of a process of its own, one thread.
 */
final class HurriedProbe {

    private static final int INTERVAL = 30;

    private HurriedProbe() {}

    /** @param arguments a collector, a folder with an identity, and for how many hours of its time it runs */
    public static void main(String[] arguments) throws Exception {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        var folder = Path.of(arguments[1]);
        var passed = new AtomicLong();
        var clocks = skipping(passed);
        try (var courier = new HttpCourier();
                var surveyor = new ParallelSurveyor(Checker.ofSystem(new SystemResolver(true), Patience.USUAL))) {
            var agent = agent(List.of(URI.create(arguments[0])), folder, clocks, courier, surveyor);
            var end = clocks.steady()
                    + Duration.ofHours(Long.parseLong(arguments[2])).toMillis();
            while (clocks.steady() < end) {
                var due = agent.step();
                passed.addAndGet(Math.max(0, due - clocks.steady()));
            }
        }
    }

    private static Clocks skipping(AtomicLong passed) {
        return new Clocks() {
            @Override
            public long wall() {
                return Clocks.MACHINE.wall();
            }

            @Override
            public long steady() {
                return Clocks.MACHINE.steady() + passed.get();
            }
        };
    }

    private static Agent agent(
            List<URI> addresses, Path folder, Clocks clocks, HttpCourier courier, ParallelSurveyor surveyor)
            throws Exception {
        var random = new SecureRandom();
        var identity = Identity.keptIn(folder.resolve("identity")).orElseThrow();
        var outbox = Outbox.open(folder.resolve("outbox"), OutboxKey.keptIn(folder.resolve("key")), 32L << 20, 0);
        var collectors = new Collectors(addresses, Duration.ofSeconds(INTERVAL), random);
        var book = TargetBook.open(folder.resolve("targets"), identity.targetsKey());
        var fetch =
                new TargetFetch(book, collectors, courier, clocks, new TargetFetch.Voice(System.err::println, random));
        fetch.run(Duration.ofSeconds(5));
        var parts = new Agent.Parts(
                outbox,
                new Delivery(collectors, courier, clocks, identity.token()),
                new Rounds(surveyor, book, new Turns(random), collectors, clocks),
                fetch,
                Optional::empty,
                System.err::println);
        var where = new Whereabouts("KZ-75", "401-01", Access.MOBILE);
        var scribe = new Scribe(identity.probe(), where, Running.boot(), Software.name());
        return new Agent(parts, scribe, new Schedule(INTERVAL, random), clocks, random);
    }
}
