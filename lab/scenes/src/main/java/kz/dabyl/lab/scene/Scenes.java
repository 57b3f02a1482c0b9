package kz.dabyl.lab.scene;

import static kz.dabyl.lab.net.Operator.ALTEL;
import static kz.dabyl.lab.net.Operator.BEELINE;
import static kz.dabyl.lab.net.Operator.TELECOM;
import static kz.dabyl.lab.net.Place.ALMATY;
import static kz.dabyl.lab.net.Place.ASTANA;
import static kz.dabyl.lab.net.Place.KARAGANDA;
import static kz.dabyl.lab.net.Place.SHYMKENT;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import kz.dabyl.lab.actor.Cast;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Place;
import kz.dabyl.lab.net.Plan;

/**
 * The twelve scenes. What falls silent again within a quarter of an hour opens the incident anew that was told of it: so each
 * scene of silence has cells of its own, but for the last, which takes so many more that it is another incident. Stateless.
 */
final class Scenes {

    private static final Duration USUAL = Duration.ofMinutes(2);

    /** Most of a country at once is believed only after a fleet's restart would be over. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final List<Place> EVERYWHERE = List.of(Place.values());
    private static final List<Place> NORTH_AND_SOUTH = List.of(ALMATY, ASTANA);

    private static final List<Plan.Site> FOREIGN =
            Plan.SITES.stream().filter(site -> !site.domestic()).toList();

    private final Filters filters;
    private final Faults faults;
    private final Cast cast;

    Scenes(Filters filters, Cast cast) {
        this.filters = filters;
        this.faults = new Faults(filters, cast);
        this.cast = cast;
    }

    /** A district's mobile networks go, fixed lines stay. */
    Scene shutdown() {
        return scene(
                1,
                "shutdown",
                "both mobile networks of Shymkent drop every packet",
                Fault.all(List.of(filters.cut("s1", BEELINE, SHYMKENT), filters.cut("s1", ALTEL, SHYMKENT))),
                Expected.silence("shutdown", List.of(SHYMKENT), BEELINE, ALTEL));
    }

    Scene networkOutage() {
        return scene(
                2,
                "network_outage",
                "Altel alone drops every packet of Karaganda",
                filters.cut("s2", ALTEL, KARAGANDA),
                Expected.silence("network_outage", List.of(KARAGANDA), ALTEL));
    }

    Scene throttling() {
        return scene(
                3,
                "throttling",
                "Beeline squeezes the messenger to 256 kbit/s in Almaty and Astana",
                Fault.all(NORTH_AND_SOUTH.stream()
                        .map(place -> faults.throttle(BEELINE, place, Plan.MESSENGER))
                        .toList()),
                Expected.trouble("throttling", "", List.of(Plan.MESSENGER), NORTH_AND_SOUTH, BEELINE));
    }

    Scene serverNameReset() {
        return scene(
                4,
                "blocking by name",
                "Beeline answers whoever asks for news.example by name with a reset, in Almaty and Astana",
                filters.reset("s4", BEELINE, NORTH_AND_SOUTH, Plan.NEWS),
                Expected.trouble("blocking", "TLS", List.of(Plan.NEWS), NORTH_AND_SOUTH, BEELINE));
    }

    Scene resolverLies() {
        return scene(
                5,
                "blocking by DNS",
                "the resolver of the fixed lines gives messenger.example a private address",
                faults.lie(TELECOM, Plan.MESSENGER, "10.10.34.34"),
                Expected.trouble("blocking", "DNS", List.of(Plan.MESSENGER), EVERYWHERE, TELECOM));
    }

    Scene addressBlocked() {
        return scene(
                6,
                "blocking by address",
                "Altel drops what goes to the one address of video.example and radio.example, in Almaty and Astana",
                filters.drop("s6", ALTEL, NORTH_AND_SOUTH, Plan.VIDEO.address()),
                Expected.trouble(
                        "blocking",
                        "IP: 2 targets fell together",
                        List.of(Plan.VIDEO, Plan.RADIO),
                        NORTH_AND_SOUTH,
                        ALTEL));
    }

    Scene interception() {
        return scene(
                7,
                "tls_interception",
                "Altel leads mail.example to a box with a root that no list knows, in Almaty and Astana",
                filters.intercept("s7", ALTEL, NORTH_AND_SOUTH, Plan.MAIL),
                Expected.trouble("tls_interception", "", List.of(Plan.MAIL), NORTH_AND_SOUTH, ALTEL));
    }

    Scene internationalCut() {
        return scene(
                8,
                "international_cut",
                "the international gateway drops everything, what is at home goes on",
                filters.cutGateway("s8"),
                Expected.trouble("international_cut", "", FOREIGN, EVERYWHERE, Operator.values()));
    }

    /** Some of its cells were silent a short time ago, but it is far larger than what was told of them. */
    Scene blackout() {
        return new Scene(
                9,
                "blackout",
                "every operator drops everything, only the witnesses abroad are left",
                Fault.all(Stream.of(Operator.values())
                        .map(operator -> filters.cut("s9", operator))
                        .toList()),
                Scene.Course.FOUND,
                Expected.silence("blackout", EVERYWHERE, Operator.values()),
                LONG);
    }

    /** Of each network one after the other: whose line, phone or mast has how much of a battery is chance. */
    Scene powerCut() {
        var agents = IntStream.range(0, Cast.PROBES)
                .boxed()
                .flatMap(i -> Stream.of(TELECOM, BEELINE, ALTEL)
                        .map(operator -> cast.agents(operator, ALMATY).get(i)))
                .toList();
        return new Scene(
                10,
                "outage",
                "power fails in Almaty: probes on fixed lines and on phones are killed one by one",
                faults.kill(agents, Duration.ofSeconds(1)),
                Scene.Course.TAKEN_BACK,
                Expected.silence("outage", List.of(ALMATY), Operator.values()),
                USUAL);
    }

    Scene collectorBlocked() {
        return new Scene(
                11,
                "collector_unreachable",
                "in Astana all operators drop what goes to collector.example, all else goes on; two probes of the fixed"
                        + " line know backup.example",
                Fault.all(Stream.of(Operator.values())
                        .map(operator -> filters.drop("s11", operator, List.of(ASTANA), Plan.COLLECTOR_AT_HOME))
                        .toList()),
                Scene.Course.NAMED_LATE,
                Expected.silence("collector_unreachable", List.of(ASTANA), BEELINE, ALTEL),
                USUAL);
    }

    Scene restarts() {
        var restarted = Stream.of(
                        cast.agents(TELECOM, SHYMKENT),
                        cast.agents(BEELINE, KARAGANDA),
                        cast.agents(TELECOM, KARAGANDA))
                .flatMap(List::stream);
        return new Scene(
                12,
                "restart",
                "probes of Karaganda and fixed ones of Shymkent are killed and start again, one after the other",
                faults.restart(restarted),
                Scene.Course.NOTHING,
                Expected.silence("outage", List.of(SHYMKENT, KARAGANDA), BEELINE, TELECOM),
                Duration.ofSeconds(40));
    }

    private static Scene scene(int number, String title, String deed, Fault fault, Expected expected) {
        return new Scene(number, title, deed, fault, Scene.Course.FOUND, expected, USUAL);
    }
}
