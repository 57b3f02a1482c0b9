package kz.dabyl.lab.scene;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kz.dabyl.lab.actor.Cast;
import kz.dabyl.lab.actor.Recording;
import kz.dabyl.lab.net.Namespaces;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Place;
import kz.dabyl.lab.net.Plan;
import kz.dabyl.lab.net.Topology;

/**
 * Networks, service and probes, built once; the scenes run on them in turn, several at a time where they do not meet.
 * Used by one thread.
 */
public final class Lab implements AutoCloseable {

    private static final Duration HEARD = Duration.ofMinutes(3);

    /**
     * Founders carry full weight after twenty kept promises. Those whose silence has to be judged first, who start first, have some
     * two thirds of it then; the last to start have a fifth, and are at first needed for targets alone.
     */
    private static final Duration WARM = Duration.ofSeconds(4L * Cast.INTERVAL_SECONDS);

    /**
     * Two silences that begin within a minute are one incident while the first is open. It closes some 20 s after it is healed,
     * and the next one is told no sooner than 25 s after it began: this much more for chance.
     */
    private static final Duration APART = Duration.ofSeconds(Cast.INTERVAL_SECONDS);

    /** Whose silence has to be judged first starts first, and so has kept the most promises by then. */
    private static final List<Place> STARTING = List.of(Place.SHYMKENT, Place.KARAGANDA, Place.ALMATY, Place.ASTANA);

    /** What falls silent within two minutes of what was taken back as a restart, by the starts told, is taken for a part of it. */
    private static final Duration AFTER_RESTARTS = Duration.ofSeconds(140);

    private static final int EVERYWHERE = 9;
    private static final int COLLECTOR_BLOCKED = 11;
    private static final String BLOCKED = "site/" + Plan.COLLECTOR;

    private final Namespaces namespaces;
    private final Cast cast;
    private final Story story;
    private final Scenes scenes;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final Aftermath aftermath = new Aftermath();
    private Instant restarts = Instant.EPOCH;
    private Optional<BlockedCollector> blocked = Optional.empty();

    private Lab(Namespaces namespaces, Cast cast, Story story) {
        this.namespaces = namespaces;
        this.cast = cast;
        this.story = story;
        this.scenes = new Scenes(new Filters(namespaces), cast);
    }

    /**
     * Builds it.
     *
     * @param folder for all that its processes write
     * @param jar the probe's
     */
    public static Lab open(Path folder, Path jar, List<Place> places, Story story)
            throws IOException, InterruptedException, GeneralSecurityException {
        var namespaces = Namespaces.open();
        try {
            var far = Topology.build(namespaces, places);
            story.tell("networks are built: " + places.size() + " districts of three operators"
                    + (far ? "" : "; netem cannot be had here, so the world is as near as what is at home"));
            var cast = new Cast(namespaces, Files.createDirectories(folder), jar, story::tell);
            story.tell("the service is ready");
            cast.probes(STARTING.stream().filter(places::contains).toList());
            var lab = new Lab(namespaces, cast, story);
            lab.warmUp(places.size() * Operator.values().length);
            return lab;
        } catch (IOException | InterruptedException | GeneralSecurityException | RuntimeException e) {
            namespaces.close();
            throw e;
        }
    }

    /** @param cells districts in networks */
    private void warmUp(int cells) {
        story.tell("probes are starting, " + Cast.PROBES + " in each of " + cells + " cells and as witnesses abroad");
        // Until it has judged for the first time, the detector knows of no cells and says so.
        await().atMost(HEARD)
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> cells() == cells || !cast.dead().isEmpty());
        if (!cast.dead().isEmpty()) {
            throw new IllegalStateException("probes ended by themselves: " + cast.dead());
        }
        story.tell("all probes are heard, they earn their weight");
        Faults.pause(WARM);
    }

    /** How many cells have as many probes as an incident needs. */
    private int cells() throws IOException, InterruptedException {
        return cast.desk().get("/v1/cells").path("items").size();
    }

    /**
     * Plays the scenes of these numbers: those that meet nowhere together, those of one place or network one after the other.
     * Nothing that falls silent in the area of the restarts follows them within two minutes: it would be taken for theirs.
     */
    public Verdict play(Set<Integer> numbers) throws IOException, InterruptedException {
        var acts = List.of(
                List.of(
                        List.of(scenes.serverNameReset(), scenes.throttling()),
                        List.of(scenes.addressBlocked(), scenes.interception()),
                        List.of(scenes.resolverLies()),
                        List.of(scenes.shutdown(), scenes.networkOutage())),
                List.of(List.of(scenes.powerCut())),
                List.of(List.of(scenes.internationalCut()), List.of(scenes.restarts())),
                List.of(List.of(scenes.collectorBlocked())),
                List.of(List.of(scenes.blackout())));
        var threads = Executors.newCachedThreadPool();
        try {
            var ending = new ArrayList<Future<Played>>();
            for (var act : acts) {
                var wanted = act.stream()
                        .map(row -> row.stream()
                                .filter(scene -> numbers.contains(scene.number()))
                                .toList())
                        .filter(row -> !row.isEmpty())
                        .toList();
                if (wanted.stream().flatMap(List::stream).anyMatch(scene -> scene.number() == EVERYWHERE)) {
                    // It cuts the places of all others again.
                    noteAll(ending);
                    ending.clear();
                    awaitThatRestartsAreForgotten();
                }
                ending.addAll(together(wanted, threads));
            }
            noteAll(ending);
        } finally {
            threads.shutdownNow();
        }
        outcomes.sort(Comparator.comparingInt(Outcome::number));
        var verdict =
                Verdict.of(outcomes, cast.desk().deliveries(), afterwards()).ofAll(numbers);
        story.table(verdict);
        return verdict;
    }

    private void awaitThatRestartsAreForgotten() {
        var left = Duration.between(Instant.now(), restarts.plus(AFTER_RESTARTS));
        if (!left.isNegative()) {
            Faults.pause(left);
        }
    }

    private List<String> afterwards() throws IOException, InterruptedException {
        var now = new HashMap<String, JsonNode>();
        for (var id : aftermath.ids()) {
            now.put(id, cast.desk().get("/v1/incidents/" + id));
        }
        var problems = new ArrayList<>(aftermath.problems(now));
        problems.addAll(cast.desk().faults());
        if (blocked.isPresent()) {
            problems.addAll(blocked.get().problems(Recording.of(cast.stage(), BLOCKED)));
        }
        return problems;
    }

    /** Returns those that still end, beside which others may begin. */
    private List<Future<Played>> together(List<List<Scene>> rows, ExecutorService threads) throws InterruptedException {
        var running = rows.stream()
                .map(row -> threads.submit(() -> perform(row, threads)))
                .toList();
        var ending = new ArrayList<Future<Played>>();
        for (var row : running) {
            for (var played : outcome(row)) {
                if (played.isDone()) {
                    note(outcome(played));
                } else {
                    ending.add(played);
                }
            }
        }
        return ending;
    }

    private void noteAll(List<Future<Played>> ending) throws InterruptedException {
        for (var played : ending) {
            note(outcome(played));
        }
    }

    private static <T> T outcome(Future<T> running) throws InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a scene broke off", e.getCause());
        }
    }

    private record Played(Scene scene, Outcome outcome, Instant from, Instant until) {}

    private void note(Played played) {
        outcomes.add(played.outcome());
        aftermath.add(played.scene(), played.outcome());
        if (played.scene().restarts() && !played.outcome().ids().isEmpty()) {
            restarts = played.from();
        }
        if (played.scene().number() == COLLECTOR_BLOCKED) {
            blocked = Optional.of(new BlockedCollector(BLOCKED, played.from(), played.until(), Cast.KNOW_ANOTHER));
        }
    }

    /** One after the other; of those that others may begin beside the end is not waited for. */
    private List<Future<Played>> perform(List<Scene> row, ExecutorService threads)
            throws IOException, InterruptedException, ExecutionException {
        var told = new ArrayList<Future<Played>>();
        for (var scene : row) {
            if (!told.isEmpty() && !told.get(told.size() - 1).isDone()) {
                Faults.pause(APART);
            }
            var from = Instant.now();
            var performance = new Performance(scene, cast.desk(), story);
            performance.untilHealed();
            var ending = threads.submit(() -> new Played(scene, performance.untilOver(), from, Instant.now()));
            if (!scene.endsBesideOthers()) {
                ending.get();
            }
            told.add(ending);
        }
        return told;
    }

    @Override
    public void close() {
        namespaces.close();
    }
}
