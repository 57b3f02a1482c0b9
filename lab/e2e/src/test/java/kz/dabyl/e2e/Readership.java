package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import kz.dabyl.e2e.Receivers.Got;
import kz.dabyl.e2e.Receivers.Manner;

/** Hundreds of subscribers of a newsroom, most of whom listen, and when what was published came to those. */
final class Readership implements AutoCloseable {

    static final int HEALTHY = 300;

    private static final int DEAD_OF_EACH_MANNER = 40;
    private static final int CALLERS = 16;

    private static final List<Manner> DEAD = Stream.of(Manner.values())
            .filter(manner -> manner != Manner.HEALTHY)
            .toList();

    private final Receivers receivers;
    private final Newsroom newsroom;

    Readership(String broker) throws Exception {
        receivers = new Receivers();
        newsroom = new Newsroom(broker);
    }

    /** The service that only delivers. */
    static Service alerts(Path data, Broker broker) throws Exception {
        return Service.start(data, "--kafka", broker.address(), "--roles", "alerts", "--allow-private-webhooks");
    }

    Newsroom newsroom() {
        return newsroom;
    }

    void subscribeTheHealthy(Service service) throws Exception {
        subscribe(service, List.of(Manner.HEALTHY), HEALTHY);
    }

    /** Those who refuse, hang, dawdle or answer with errors. Gives their number. */
    int subscribeTheDead(Service service) throws Exception {
        subscribe(service, DEAD, DEAD_OF_EACH_MANNER);
        return DEAD.size() * DEAD_OF_EACH_MANNER;
    }

    /** So many of each manner, several at a time. */
    private void subscribe(Service service, List<Manner> manners, int ofEach) throws Exception {
        var callers = Executors.newFixedThreadPool(CALLERS);
        try {
            var subscribed = new ArrayList<Future<?>>();
            for (var manner : manners) {
                for (var i = 0; i < ofEach; i++) {
                    var number = i;
                    subscribed.add(callers.submit(() -> subscribe(service, manner, number)));
                }
            }
            for (var each : subscribed) {
                each.get();
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private Void subscribe(Service service, Manner manner, int number) throws Exception {
        var answer = service.insist(
                "/v1/subscriptions",
                "application/json",
                Logs.utf8("{\"channel\":\"webhook\",\"url\":\"" + receivers.url(manner, number) + "\""
                        + Interests.filter(number) + "}"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return null;
    }

    /** Messages that came to anybody. */
    int received() {
        return receivers.all();
    }

    List<Got> of(int receiver) {
        return receivers.of(Receivers.name(Manner.HEALTHY, receiver));
    }

    /** What came to each healthy receiver. */
    List<List<Got>> healthy() {
        return IntStream.range(0, HEALTHY).mapToObj(this::of).toList();
    }

    /** Milliseconds from the broker's acknowledgement of {@code "id revision"} to its receipt, by each who has it. */
    LongStream delays(String what) {
        return healthy().stream()
                .flatMap(got ->
                        got.stream().filter(one -> one.said().equals(what)).limit(1))
                .mapToLong(got -> Math.max(0, got.at() - newsroom.published(what)));
    }

    static double median(LongStream delays) {
        var sorted = delays.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    @Override
    public void close() {
        newsroom.close();
        receivers.close();
    }
}
