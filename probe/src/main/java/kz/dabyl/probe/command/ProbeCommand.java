package kz.dabyl.probe.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.targets.Target;
import kz.dabyl.probe.agent.PowerSupply;
import kz.dabyl.probe.agent.Scribe;
import kz.dabyl.probe.agent.ShutOutException;
import kz.dabyl.probe.agent.TargetBook;
import kz.dabyl.probe.keep.Identity;
import kz.dabyl.probe.keep.StateFolder;
import kz.dabyl.probe.measure.Turn;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code dabyl probe}: measures and reports until it is told to end. */
@Command(
        name = "probe",
        description = {
            "Measures whether the Internet can be reached from here, and reports it to a collector.",
            "Keeps, encrypted, what it cannot deliver, and delivers it later. docs/probe.md says what it never does."
        },
        footer = {
            "",
            "Every option can be given by an environment variable too: --place by DABYL_PLACE.",
            "Exit codes: 0 done, 1 failed, 2 the command line is wrong."
        })
public final class ProbeCommand implements Callable<Integer> {

    private static final int NOT_WANTED = 1;

    private final Streams streams;

    @Option(
            names = "--to",
            paramLabel = "URL",
            split = ",",
            description =
                    "Collector, such as https://dabyl.example.org; several, in the order in which they are tried.")
    private List<URI> to = new ArrayList<>();

    @Option(
            names = "--invite",
            paramLabel = "TEXT",
            description = "What the operator gave you; needed at the first start only.")
    private Optional<String> invite = Optional.empty();

    @Mixin
    private MeasuringOptions measuring = new MeasuringOptions();

    @Mixin
    private StateOption state = new StateOption();

    @Option(
            names = "--keep-mb",
            paramLabel = "MEGABYTES",
            defaultValue = "32",
            description = "What kept reports may take on disk (default: ${DEFAULT-VALUE}, more than a week).")
    private int keepMegabytes = 32;

    @Option(
            names = "--consent",
            paramLabel = "yes",
            description =
                    "You have read what this does and want it; asked at the first start, and at each dry run before"
                            + " it, otherwise.")
    private Optional<String> consent = Optional.empty();

    @Option(
            names = "--language",
            paramLabel = "kk|ru|en",
            description = "Of what you are asked (default: your system's).")
    private Optional<String> language = Optional.empty();

    @Option(
            names = "--dry-run",
            description =
                    "Measure everything once and print the report; no collector is sent or asked for anything. The targets"
                            + " are connected to all the same, so it needs your consent too.")
    private boolean dryRun;

    public ProbeCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ShutOutException {
        resolveAnew();
        var folder = state.folder(streams.environment());
        var asked = new Consent(folder.consent(), streams, language);
        if (dryRun) {
            measuring.check();
            if (!asked.hadForNow(consent)) {
                return NOT_WANTED;
            }
            preview(folder);
            return 0;
        }
        var settings = settings();
        folder.make();
        var lock = folder.lock();
        if (lock.isEmpty()) {
            throw new IOException("another probe is running on " + folder.path());
        }
        try {
            return asked.had(consent) ? new Running(settings, folder, streams).run() : NOT_WANTED;
        } finally {
            lock.get().close();
        }
    }

    private Running.Settings settings() {
        if (keepMegabytes < 1 || keepMegabytes > 1024) {
            throw new InvalidInputException("--keep-mb", "expected 1 to 1024, was " + keepMegabytes);
        }
        var collectors = Addresses.checked(to);
        measuring.check();
        return new Running.Settings(
                collectors, invite, measuring.schedule(new SecureRandom()), keepMegabytes * (1L << 20), measuring);
    }

    /**
     * What a report of this moment would be if it were the turn of everything at once, throughput too. Whether collectors could
     * be reached, which the reports of a probe with several say, is not known here.
     */
    private void preview(StateFolder folder) throws IOException, InterruptedException {
        var schedule = measuring.schedule(new SecureRandom());
        var identity = Identity.keptIn(folder.identity());
        var scribe = new Scribe(
                identity.map(Identity::probe).orElse("not-yet-enrolled"),
                measuring.whereabouts(streams, identity.map(Identity::asn).orElse("")),
                Running.boot(),
                Software.name());
        var book = TargetBook.open(
                folder.targets(), identity.map(Identity::targetsKey).orElse(""));
        try (var surveyor = measuring.surveyor()) {
            var everything = book.targets().stream()
                    .map(target -> new Turn(target, target.kbpsEverySeconds() != Target.NO_KBPS))
                    .toList();
            var at = System.currentTimeMillis();
            var pings = surveyor.survey(everything, schedule.budget());
            var report = scribe.write(0, at, schedule.promise(), PowerSupply.OF_SYSTEM.now(), pings);
            streams.out().write((report + "\n").getBytes(UTF_8));
            streams.out().flush();
        }
    }

    /** The JVM would remember addresses, and a name that is blocked meanwhile would seem to resolve. */
    private static void resolveAnew() {
        Security.setProperty("networkaddress.cache.ttl", "0");
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }
}
