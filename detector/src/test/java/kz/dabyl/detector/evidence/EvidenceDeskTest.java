package kz.dabyl.detector.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.runtime.secrets.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceDeskTest {

    private static final SigningKey KEY = new SigningKey("a secret of thirty-two bytes ....".getBytes(UTF_8), "test");

    @TempDir
    private Path folder = Path.of("");

    private final Vertx vertx = Vertx.vertx();
    private final CountDownLatch readable = new CountDownLatch(1);

    @AfterEach
    void closes() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** A log that cannot be read for a while, and holds nothing then. */
    private final class SlowLog implements Hops {

        @Override
        public Optional<Snapshot> stateAt(long time) {
            try {
                readable.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }

        @Override
        public void after(Snapshot state, Sink sink) {}
    }

    private static List<Incident> incident(int number) {
        return List.of(IncidentJson.parse("""
                {"id":"01F41AFCCR2Y5KEJJQPFB99C0%d","revision":1,"kind":"shutdown","state":"open",
                 "certainty":"confirmed","confidence":0.987,"area":"Almaty","places":["8820e60003fffff"],
                 "networks":["401-01","401-02"],"access":["mobile"],"targets":[],
                 "started":"2021-04-24T07:10:00.000Z","detected":"2021-04-24T07:11:00.000Z",
                 "updated":"2021-04-24T07:11:00.000Z","ended":null,
                 "evidence":{"expected":41.3,"heard":2,"probes_silent":19,"control_expected":63.1,"control_heard":62,
                 "late_confirmations":0},"restored":[],"rally":null,"reason":null,"thresholds_version":7,
                 "summary":{"en":"","ru":"","kk":""}}
                """.formatted(number)));
    }

    @Test
    void tellsThatItIsBusyFromThatThereIsNothing() throws Exception {
        var desk =
                new EvidenceDesk(vertx, new Assembly(new SlowLog(), KEY, "0.1.0", new Random(5), Assembly.DAY), folder);
        var waiting = new ArrayList<Future<Optional<Path>>>();
        for (var number = 0; number < 8; number++) {
            waiting.add(desk.read(incident(number), file -> file));
        }

        var ninth = desk.read(incident(8), file -> file);
        readable.countDown();
        var all = Future.all(waiting).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);

        assertThat(ninth.cause()).isInstanceOf(RejectedExecutionException.class);
        assertThat(all.<Optional<Path>>list()).containsOnly(Optional.empty());
    }
}
