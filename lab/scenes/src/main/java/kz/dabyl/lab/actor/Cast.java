package kz.dabyl.lab.actor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kz.dabyl.lab.inside.Servers;
import kz.dabyl.lab.net.Namespaces;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Place;
import kz.dabyl.lab.net.Plan;
import kz.dabyl.lab.net.Topology;

/**
 * All who play in the lab: sites and resolvers at home and abroad, the service, its probes in every district and abroad.
 * They end with their namespaces. Thread-safe but for its agents.
 */
public final class Cast {

    /** Shortest interval that a probe takes. */
    public static final int INTERVAL_SECONDS = 5;

    /** The fewest that may be shown, and open an incident. */
    public static final int PROBES = 3;

    /** Whose fixed lines' probes know a second address of the collector, but for one: fewer than open an incident of it. */
    private static final Place CAUTIOUS = Place.ASTANA;

    public static final int KNOW_ANOTHER = PROBES - 1;

    private static final Duration START = Duration.ofMinutes(3);
    private static final int AT_A_TIME = 3;
    private static final int LATE_WITHIN_SECONDS = 4;
    private static final String READY = "ready";

    /** Many alarms a month rather than one: a network alone is told from its own short outages sooner. */
    private static final String THRESHOLDS = """
            false_alarms_per_month: 200
            min_probes: 3
            confirm_after_s: 10
            close_after_s: 10
            """;

    private final Stage stage;
    private final Path jar;
    private final Authority authority;
    private final Authority unknown;
    private final List<String> trust;
    private final Map<String, Agent> agents = new TreeMap<>();
    private final Process home;
    private final Desk desk;

    /**
     * Starts all but the probes.
     *
     * @param jar the probe's
     * @param told takes each webhook as it arrives
     */
    public Cast(Namespaces namespaces, Path folder, Path jar, Consumer<Desk.Delivery> told)
            throws IOException, InterruptedException, GeneralSecurityException {
        stage = new Stage(namespaces, folder);
        this.jar = jar.toAbsolutePath();
        authority = Authority.named("Lab Trust", folder);
        unknown = Authority.named("Nobody Knows", folder);
        trust = List.of(
                "-Djavax.net.ssl.trustStore=" + authority.trusted().toAbsolutePath(),
                "-Djavax.net.ssl.trustStorePassword=" + Authority.PASSWORD,
                "-Djava.net.preferIPv4Stack=true");
        // All three begin before any is waited for: a JVM that starts leaves a core idle now and then.
        var atHome = servers(Topology.HOME, Operator.TELECOM.resolver(), "home");
        var far = servers(Topology.FAR, Plan.RESOLVER_ABROAD, "far");
        var service = service(folder);
        for (var program : List.of(atHome, far, service)) {
            awaitReady(program);
        }
        home = atHome.process();
        desk = Desk.open(stage, trust, told);
    }

    /** A program that says when it is ready. */
    private record Program(String name, Process process, Path out) {}

    private Program servers(String namespace, String resolver, String side) throws IOException {
        var out = stage.folder().resolve(side + ".out");
        var process = stage.small(
                        new Stage.Role(namespace, resolver, side),
                        List.of("-Djava.net.preferIPv4Stack=true", "-Xmx96m"),
                        Servers.class.getName(),
                        List.of(side, path(authority.sites()), path(unknown.sites()), Authority.PASSWORD))
                .redirectOutput(out.toFile())
                .start();
        return new Program(side, process, out);
    }

    private static String path(Path file) {
        return file.toAbsolutePath().toString();
    }

    private Program service(Path folder) throws IOException, GeneralSecurityException {
        var thresholds = Files.writeString(folder.resolve("thresholds.yaml"), THRESHOLDS);
        var targets = Files.writeString(
                folder.resolve("targets.yaml"),
                Plan.SITES.stream()
                        .map(site -> "- {target: " + site.target() + ", check: " + site.check()
                                + ", port: 443, every_s: " + site.everySeconds() + "}\n")
                        .collect(Collectors.joining()));
        var out = folder.resolve("service.out");
        var builder = stage.java(
                new Stage.Role(Topology.CENTRE, Operator.TELECOM.resolver(), "service"),
                List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"),
                "kz.dabyl.app.Main",
                List.of(
                        "run",
                        "--http-port",
                        "443",
                        "--data",
                        path(folder.resolve("data")),
                        "--config",
                        path(thresholds),
                        "--targets",
                        path(targets),
                        "--tls-cert",
                        path(authority.chain()),
                        "--tls-key",
                        path(authority.key()),
                        "--allow-private-webhooks"));
        builder.environment().put("DABYL_OPERATOR_TOKEN", Desk.OPERATOR_TOKEN);
        return new Program("service", builder.redirectOutput(out.toFile()).start(), out);
    }

    private void awaitReady(Program program) throws IOException {
        await().atMost(START)
                .until(() -> !program.process().isAlive()
                        || Files.readString(program.out()).startsWith(READY));
        if (!program.process().isAlive()) {
            throw new IOException(program.name() + " did not start: " + Files.readString(stage.log(program.name())));
        }
    }

    /** Starts the probes of these districts, one district after the other, and the witnesses. */
    public void probes(List<Place> places) throws IOException, InterruptedException {
        var invites = new EnumMap<Operator, String>(Operator.class);
        for (var operator : Operator.values()) {
            invites.put(operator, invite(operator.network()));
        }
        var wanted = new ArrayList<Callable<Agent>>();
        for (var place : places) {
            invites.forEach((operator, invite) -> {
                for (var i = 1; i <= PROBES; i++) {
                    var name = name(operator, place, i);
                    var role = new Stage.Role(operator.customers(place), operator.resolver(), name);
                    var to = operator == Operator.TELECOM && place == CAUTIOUS && i <= KNOW_ANOTHER
                            ? Desk.collector() + ",https://" + Plan.BACKUP
                            : Desk.collector();
                    var spot = new Spot(place.hexagon(), operator.network(), operator.access());
                    wanted.add(() -> agent(role, invite, to, spot));
                }
            });
        }
        var invite = invite("witnesses");
        for (var i = 1; i <= PROBES; i++) {
            var role = new Stage.Role(Topology.WITNESS, Plan.RESOLVER_ABROAD, "witness-" + i);
            wanted.add(() -> agent(role, invite, Desk.collector(), new Spot("DE", "AS3320", "fixed")));
        }
        startAll(wanted);
    }

    /** A few at a time: a machine that is busy starting all of them would leave each of them without an answer. */
    private void startAll(List<Callable<Agent>> wanted) throws IOException {
        var starting = new ArrayDeque<Agent>();
        for (var each : wanted) {
            if (starting.size() == AT_A_TIME) {
                awaitMeasuring(starting.remove());
            }
            try {
                var agent = each.call();
                agents.put(agent.name(), agent);
                starting.add(agent);
            } catch (Exception e) {
                throw new IOException("a probe cannot be started", e);
            }
        }
        starting.forEach(Cast::awaitMeasuring);
    }

    private static void awaitMeasuring(Agent agent) {
        await().atMost(START).until(agent::measuring);
    }

    private static String name(Operator operator, Place place, int number) {
        return place.city() + "-" + operator.network() + "-" + number;
    }

    /** Where a probe says that it is. */
    private record Spot(String place, String network, String access) {}

    private Agent agent(Stage.Role role, String invite, String to, Spot spot) throws IOException {
        var arguments = List.of(
                "--to",
                to,
                "--place",
                spot.place(),
                "--network",
                spot.network(),
                "--access",
                spot.access(),
                "--interval",
                Integer.toString(INTERVAL_SECONDS),
                "--late-within",
                Integer.toString(LATE_WITHIN_SECONDS),
                "--consent",
                "yes",
                "--state",
                path(stage.folder().resolve("state-" + role.name())));
        var options = new ArrayList<>(trust);
        options.add("-Xmn1m");
        var builder = stage.jar(role, options, jar, arguments);
        builder.environment().put("DABYL_INVITE", invite);
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return new Agent(role.name(), stage.log(role.name()), builder);
    }

    private String invite(String label) throws IOException, InterruptedException {
        var wish = new ObjectMapper().createObjectNode().put("label", label).put("max_probes", 50);
        return desk.post("/v1/invites", wish).path("invite").asText();
    }

    public Desk desk() {
        return desk;
    }

    /** The probes of a district in a network. */
    public List<Agent> agents(Operator operator, Place place) {
        return Stream.iterate(1, i -> i + 1)
                .limit(PROBES)
                .map(i -> agents.get(name(operator, place, i)))
                .toList();
    }

    /** Those that ended by themselves. */
    public List<String> dead() {
        return agents.values().stream()
                .filter(agent -> !agent.alive())
                .map(Agent::name)
                .toList();
    }

    /** Has the resolver of an operator say that a site has this address. */
    public void lie(Operator operator, Plan.Site site, String address) throws IOException {
        tell("lie " + operator.resolver() + " " + site.host() + " " + address);
    }

    /** Has it tell the truth again. */
    public void tellTheTruth(Operator operator) throws IOException {
        tell("truth " + operator.resolver());
    }

    private void tell(String line) throws IOException {
        synchronized (home) {
            home.getOutputStream().write((line + "\n").getBytes(UTF_8));
            home.getOutputStream().flush();
        }
    }

    public Stage stage() {
        return stage;
    }
}
