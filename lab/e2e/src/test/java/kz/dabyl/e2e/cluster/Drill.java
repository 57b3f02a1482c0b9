package kz.dabyl.e2e.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import kz.dabyl.e2e.Logs;
import kz.dabyl.e2e.Program;
import kz.dabyl.e2e.Tally;
import kz.dabyl.model.Times;
import kz.dabyl.model.Topics;
import kz.dabyl.runtime.kafka.KafkaAccess;
import kz.dabyl.runtime.kafka.TopicReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The afternoon of the demonstration on a deployment, faults in the middle of it, and what must be true in the end whatever
 * they were. Says in the log how long each fault took to get over. Not thread-safe.
 */
final class Drill implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Drill.class);

    /** Shortly before the centre is cut off. */
    private static final long BEGIN = time("2021-04-24T07:01:00.000Z");

    private static final long END = time("2021-04-24T07:14:55.000Z");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Deployment deployment;
    private final Feed feed;
    private final Hook hook;
    private final Map<String, Duration> taken = new LinkedHashMap<>();

    /** Something that goes wrong; returns how long it took until it was got over. */
    interface Fault {

        Duration happen() throws Exception;
    }

    private Drill(Path folder, Deployment deployment, Feed feed, Hook hook) {
        this.folder = folder;
        this.deployment = deployment;
        this.feed = feed;
        this.hook = hook;
    }

    private static long time(String text) {
        return Times.parse(text).orElseThrow();
    }

    /**
     * Starts everything, subscribes, and feeds what was before the shutdown.
     *
     * @param host of the test, for those who send
     * @param pace the least time that five seconds of the afternoon take
     */
    static Drill begin(Path folder, Ground ground, String host, Duration pace) throws Exception {
        var deployment = Deployment.start(folder, ground);
        var drill =
                new Drill(folder, deployment, new Feed(deployment.collectors(), Logs.demo(1), pace), new Hook(host));
        try {
            drill.begin();
            return drill;
        } catch (Exception | Error e) {
            drill.close();
            throw e;
        }
    }

    private void begin() throws Exception {
        var answer = deployment
                .delivering()
                .post(
                        "/v1/subscriptions",
                        Station.OPERATOR,
                        "application/json",
                        "{\"channel\":\"webhook\",\"url\":\"" + hook.url() + "\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        feed.begin(BEGIN);
        deployment.judging();
    }

    Deployment deployment() {
        return deployment;
    }

    Feed feed() {
        return feed;
    }

    /** Lets the faults happen one after the other, evenly over the rest of the afternoon, each under load. */
    void run(Map<String, Fault> faults) throws Exception {
        var share = (END - BEGIN) / (faults.size() + 1);
        var next = BEGIN;
        for (var fault : faults.entrySet()) {
            next += share;
            feed.playUntil(next);
            var took = fault.getValue().happen();
            taken.put(fault.getKey(), took);
            LOG.info("{}: got over after {} ms", fault.getKey(), took.toMillis());
            feed.awaitTime(next - share / 4);
        }
        feed.playUntil(END);
        feed.awaitTime(END - 10_000);
    }

    Map<String, Duration> taken() {
        return taken;
    }

    /** Nothing acknowledged is lost, nothing was judged twice or otherwise, everything was said once and in order. */
    void assertNothingIsMissing() throws Exception {
        deployment.kafka().awaitInSync();
        assertThat(deployment.kafka().unsafeTopics()).isEmpty();
        var recorded = Program.run(
                "record",
                "--kafka",
                deployment.kafka().addresses(),
                "--data",
                folder.resolve("any").toString(),
                "--raw");
        var found = Tally.of(recorded);
        found.assertHolds(feed.acknowledged());

        var again = Files.writeString(folder.resolve("again.ndjson"), recorded.out());
        var detected = Program.run("detect", again.toString());
        assertThat(detected.exit()).as(detected.err()).isZero();
        var expected = detected.lines().stream().map(Drill::json).toList();
        assertThat(expected).extracting(r -> r.path("state").asText()).contains("open", "closed");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(published()).hasSizeGreaterThanOrEqualTo(expected.size()));
        assertThat(published()).containsExactlyInAnyOrderElementsOf(expected);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(hook.told()).isEqualTo(revisions(expected)));
    }

    /** What readers of committed records see of incidents. */
    private List<JsonNode> published() throws IOException {
        var published = new ArrayList<JsonNode>();
        var kafka = new KafkaAccess(deployment.kafka().addresses(), "test");
        try (var reader = TopicReader.open(kafka, Topics.INCIDENT_REVISIONS, "published")) {
            reader.read(0, record -> published.add(Logs.JSON.readTree(record.value())));
        }
        return published;
    }

    /** Every revision of every incident, in order: the subscription takes all. */
    private static Map<String, List<Integer>> revisions(List<JsonNode> incidents) {
        var last = new TreeMap<String, Integer>();
        incidents.forEach(incident -> last.merge(
                incident.path("id").asText(), incident.path("revision").asInt(), Math::max));
        var told = new TreeMap<String, List<Integer>>();
        last.forEach((id, revision) ->
                told.put(id, IntStream.rangeClosed(1, revision).boxed().toList()));
        return told;
    }

    private static JsonNode json(String line) {
        try {
            return Logs.json(line);
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + line, e);
        }
    }

    @Override
    public void close() {
        feed.close();
        hook.close();
        deployment.close();
    }
}
