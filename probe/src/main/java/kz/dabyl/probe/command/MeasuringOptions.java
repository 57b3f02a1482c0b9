package kz.dabyl.probe.command;

import java.util.Optional;
import java.util.random.RandomGenerator;
import kz.dabyl.model.Access;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.probe.agent.HexCell;
import kz.dabyl.probe.agent.Schedule;
import kz.dabyl.probe.agent.Uplink;
import kz.dabyl.probe.agent.Whereabouts;
import kz.dabyl.probe.measure.Checker;
import kz.dabyl.probe.measure.ParallelSurveyor;
import kz.dabyl.probe.measure.Patience;
import kz.dabyl.probe.measure.SystemResolver;
import picocli.CommandLine.Option;

/** Where a probe stands, and how it measures. */
final class MeasuringOptions {

    private static final String AUTO = "auto";
    private static final String PLACES = "such as KZ-75 or 8720e6118ffffff";
    private static final String NETWORKS = "such as 401-01, AS9198 or auto";

    /** Stands for the one that is not known yet. */
    private static final String SOME_NETWORK = "AS9198";

    @Option(
            names = "--place",
            paramLabel = "H3|ISO",
            description =
                    "H3 index of resolution 5 or finer, or KZ, KZ-75. Finer than 8 is made coarser here, before it is"
                            + " used.")
    private Optional<String> place = Optional.empty();

    @Option(
            names = "--network",
            paramLabel = "401-01|AS9198|auto",
            description =
                    "The network: MCC-MNC or AS number; auto asks ModemManager where the way out leads through a modem,"
                            + " and else takes the AS number that the collector saw at enrolment, if it told one.")
    private Optional<String> network = Optional.empty();

    @Option(
            names = "--access",
            paramLabel = "mobile|fixed|auto",
            description = "How this machine is connected; auto is mobile where the way out leads through a modem that"
                    + " ModemManager knows to be registered, else fixed.")
    private Optional<String> access = Optional.empty();

    @Option(
            names = "--interval",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How often it reports, 5 to 3600 (default: ${DEFAULT-VALUE}).")
    private int interval = 30;

    @Option(
            names = "--late-within",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description =
                    "What was kept goes at a moment within so many seconds that chance decides, once a collector is"
                            + " reached again (default: ${DEFAULT-VALUE}).")
    private int lateWithin = Schedule.USUAL_LATE_SECONDS;

    @Option(
            names = "--allow-private-targets",
            description = "Measure targets of private networks too: laboratories, closed networks.")
    private boolean allowPrivateTargets;

    /**
     * Where this probe stands.
     *
     * @param asn the network that a collector told, may be empty
     */
    Whereabouts whereabouts(Streams streams, String asn) throws InterruptedException {
        var given = required(place, "--place", PLACES);
        var auto = Optional.of(AUTO);
        var uplink = network.equals(auto) || access.equals(auto) ? Uplink.ofSystem() : Uplink.NOT_ASKED;
        var where = Whereabouts.of(given, network(uplink, streams, asn), access(uplink, streams));
        if (HexCell.parse(given).isPresent() && !where.place().equalsIgnoreCase(given)) {
            streams.say("the place was given too finely, reports say " + where.place());
        }
        return where;
    }

    /** Finds what is wrong already now, before anything is asked of anybody. */
    void check() {
        var given = required(network, "--network", NETWORKS);
        Whereabouts.of(
                required(place, "--place", PLACES),
                given.equals(AUTO) ? SOME_NETWORK : given,
                access().orElse(Access.FIXED));
    }

    private String network(Uplink uplink, Streams streams, String asn) {
        var given = required(network, "--network", NETWORKS);
        if (!given.equals(AUTO)) {
            return given;
        }
        var found = uplink.modem()
                .or(() -> Optional.of(asn).filter(told -> !told.isEmpty()))
                .orElseThrow(() -> new InvalidInputException(
                        "--network",
                        "neither a modem here nor the collector tells the network, give it as 401-01 or AS9198"));
        streams.say("reports say network " + found);
        return found;
    }

    private Access access(Uplink uplink, Streams streams) {
        var given = access();
        if (given.isEmpty()) {
            streams.say("reports say access " + uplink.access().word());
        }
        return given.orElseGet(uplink::access);
    }

    /** What was given by hand, empty if the system is to be asked. */
    private Optional<Access> access() {
        var given = required(access, "--access", "mobile, fixed or auto");
        if (given.equals(AUTO)) {
            return Optional.empty();
        }
        var known = Access.ofWord(given);
        if (known.isEmpty()) {
            throw new InvalidInputException("--access", "expected mobile, fixed or auto, was " + given);
        }
        return known;
    }

    private static String required(Optional<String> option, String name, String example) {
        return option.orElseThrow(() -> new InvalidInputException(name, "is required, " + example));
    }

    Schedule schedule(RandomGenerator random) {
        if (lateWithin < 1 || lateWithin > 86_400) {
            throw new InvalidInputException("--late-within", "expected 1 to 86400, was " + lateWithin);
        }
        return new Schedule(interval(), lateWithin, random);
    }

    private int interval() {
        if (interval < Schedule.SHORTEST_SECONDS || interval > 3600) {
            throw new InvalidInputException(
                    "--interval", "expected " + Schedule.SHORTEST_SECONDS + " to 3600, was " + interval);
        }
        return interval;
    }

    ParallelSurveyor surveyor() {
        return new ParallelSurveyor(Checker.ofSystem(new SystemResolver(allowPrivateTargets), Patience.USUAL));
    }
}
