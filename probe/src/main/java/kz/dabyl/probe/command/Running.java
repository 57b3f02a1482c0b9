package kz.dabyl.probe.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.probe.agent.Agent;
import kz.dabyl.probe.agent.AgentLoop;
import kz.dabyl.probe.agent.PowerSupply;
import kz.dabyl.probe.agent.Rounds;
import kz.dabyl.probe.agent.Schedule;
import kz.dabyl.probe.agent.Scribe;
import kz.dabyl.probe.agent.ShutOutException;
import kz.dabyl.probe.agent.TargetBook;
import kz.dabyl.probe.agent.TargetFetch;
import kz.dabyl.probe.deliver.Clocks;
import kz.dabyl.probe.deliver.Collectors;
import kz.dabyl.probe.deliver.Courier;
import kz.dabyl.probe.deliver.Delivery;
import kz.dabyl.probe.deliver.Enrolment;
import kz.dabyl.probe.deliver.HttpCourier;
import kz.dabyl.probe.keep.Identity;
import kz.dabyl.probe.keep.Outbox;
import kz.dabyl.probe.keep.OutboxKey;
import kz.dabyl.probe.keep.StateFolder;
import kz.dabyl.probe.measure.Turns;

/** A probe from its enrolment to its goodbye. */
final class Running {

    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final int LONGEST_INVITE = 256;
    private static final Duration FIRST_FETCH = Duration.ofSeconds(5);

    private final SecureRandom random = new SecureRandom();
    private final Settings settings;
    private final StateFolder folder;
    private final Streams streams;

    /** What the command line says. */
    record Settings(
            List<URI> collectors,
            Optional<String> invite,
            Schedule schedule,
            long keepBytes,
            MeasuringOptions measuring) {}

    Running(Settings settings, StateFolder folder, Streams streams) {
        this.settings = settings;
        this.folder = folder;
        this.streams = streams;
    }

    /** Random, of this start: a collector sees that the probe began anew, and nothing else. */
    static String boot() {
        var bytes = new byte[8];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Returns the exit code when it was told to end. */
    int run() throws IOException, InterruptedException, ShutOutException {
        try (var courier = new HttpCourier();
                var surveyor = settings.measuring().surveyor()) {
            var known = Identity.keptIn(folder.identity());
            var clocks = Clocks.MACHINE;
            // A probe that has lost its counter goes on from the time, so that no number is given twice.
            var first = known.isPresent() ? clocks.wall() / 1000 : 0;
            var outbox = Outbox.open(folder.outbox(), OutboxKey.keptIn(folder.key()), settings.keepBytes(), first);
            var identity = known.isPresent() ? known.get() : enrolled(courier, outbox);
            var whereabouts = settings.measuring().whereabouts(streams, identity.asn());
            var interval = Duration.ofSeconds(settings.schedule().interval());
            var collectors = new Collectors(settings.collectors(), interval, random);
            var book = TargetBook.open(folder.targets(), identity.targetsKey());
            var fetch = new TargetFetch(book, collectors, courier, clocks, new TargetFetch.Voice(streams::say, random));
            if (book.hasKey()) {
                fetch.run(FIRST_FETCH);
            }
            var delivery = new Delivery(collectors, courier, clocks, identity.token());
            var parts = new Agent.Parts(
                    outbox,
                    delivery,
                    new Rounds(surveyor, book, new Turns(random), collectors, clocks),
                    fetch,
                    PowerSupply.OF_SYSTEM::now,
                    streams::say);
            var scribe = new Scribe(identity.probe(), whereabouts, boot(), Software.name());
            var agent = new Agent(parts, scribe, settings.schedule(), clocks, random);
            work(new AgentLoop(agent, clocks, Thread.currentThread()), outbox);
            return 0;
        }
    }

    private void work(AgentLoop loop, Outbox outbox) throws IOException, InterruptedException, ShutOutException {
        streams.say("measuring every " + settings.schedule().promise() + " s"
                + (outbox.size() == 0 ? "" : ", " + outbox.size() + " kept reports wait"));
        var hook = new Thread(() -> farewell(loop), "farewell");
        Runtime.getRuntime().addShutdownHook(hook);
        var sleep = SleepWatch.start(sleepPrograms(), patience -> loop.signOff(false, patience));
        var control = Control.open(folder.control(), loop, streams);
        try {
            loop.run();
        } finally {
            sleep.close();
            control.close();
        }
    }

    /** None where systemd runs the probe, and tells it of sleep. */
    private SleepWatch.Programs sleepPrograms() {
        return streams.environment().containsKey("STATE_DIRECTORY")
                ? SleepWatch.Programs.NONE
                : SleepWatch.Programs.OF_SYSTEM;
    }

    /** When the process is told to end. */
    private static void farewell(AgentLoop loop) {
        try {
            loop.signOff(true, FAREWELL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Identity enrolled(Courier courier, Outbox outbox) throws IOException, InterruptedException {
        if (Files.exists(folder.identity())) {
            streams.say("what stands in " + folder.identity() + " is no identity, so it must enrol anew");
        }
        var text = settings.invite()
                .orElseThrow(() -> new InvalidInputException(
                        "--invite", "is required at the first start, ask whoever runs the collector"));
        // A collector takes no longer one, and its answer could be a proxy's fault: it would be asked for ever.
        if (text.length() > LONGEST_INVITE) {
            throw new InvalidInputException(
                    "--invite", "expected at most " + LONGEST_INVITE + " characters, was " + text.length());
        }
        if (outbox.size() > 0) {
            // No token will ever be good for them, and collectors refuse a batch with one of another probe as a whole.
            streams.say("giving up " + outbox.size() + " kept reports of a former pseudonym");
            outbox.giveUpBefore(Long.MAX_VALUE, Long.MAX_VALUE);
        }
        var waiting = new Enrolment.Waiting(Running::pause, streams::say, random);
        var result = Enrolment.insist(settings.collectors(), courier, text, waiting);
        if (result instanceof Enrolment.Result.Failed failed) {
            throw new IOException("cannot enrol: " + failed.why());
        }
        var identity = ((Enrolment.Result.Enrolled) result).identity();
        identity.keepIn(folder.identity());
        streams.say("enrolled");
        return identity;
    }

    private static void pause(Duration time) throws InterruptedException {
        new LinkedBlockingQueue<Object>().poll(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
