package kz.dabyl.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final String FIELDS = "POST /v1/reports HTTP/1.1\r\nHost: localhost\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong taken = new AtomicLong();
    private final List<String> watched = new ArrayList<>();
    private final Load.Watch watch = new Load.Watch() {
        @Override
        public void begins() {
            watched.add("begins");
        }

        @Override
        public void ends() {
            watched.add("ends");
        }
    };

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void countsEveryReportThatWasAccepted() throws Exception {
        var result = run(2, 0, 0.3, 0);

        assertThat(result.accepted()).isEqualTo(taken.get()).isPositive();
        assertThat(result.reports()).isLessThanOrEqualTo(result.accepted());
        assertThat(result.refused()).isZero();
        assertThat(result.times().getTotalCount()).isEqualTo(result.requests());
    }

    @Test
    void countsRefusals() throws Exception {
        var result = run(1, 1, 0.3, 0);

        assertThat(result.refused()).isEqualTo(asked.get()).isPositive();
        assertThat(result.accepted()).isZero();
    }

    @Test
    void goesNoFasterThanItsRate() throws Exception {
        var result = run(4, 0, 1, 100);

        assertThat(taken.get()).isBetween(1L, 104L);
        assertThat(result.accepted()).isEqualTo(taken.get());
    }

    @Test
    void tellsWhenItBeginsAndEndsToBeMeasured() throws Exception {
        run(1, 0, 0.1, 0);

        assertThat(watched).containsExactly("begins", "ends");
    }

    /** @param refuseEach refuses every so-manieth request, 0 none */
    private Load.Result run(int connections, int refuseEach, double seconds, double rate) throws Exception {
        var server = vertx.createHttpServer()
                .requestHandler(request -> answer(request, refuseEach))
                .listen(0, "127.0.0.1")
                .await();
        var templates = IntStream.range(0, connections)
                .mapToObj(i -> RequestTemplate.of(FIELDS, List.of("p-" + i), 0, Instant.now()))
                .toList();
        var load = new Load(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()), templates);
        try {
            return load.run(0, seconds, rate, watch);
        } finally {
            load.close();
        }
    }

    private void answer(HttpServerRequest request, int refuseEach) {
        request.endHandler(v -> {
            if (refuseEach > 0 && asked.incrementAndGet() % refuseEach == 0) {
                request.response().setStatusCode(503).end("{}");
            } else {
                taken.incrementAndGet();
                request.response().setStatusCode(202).end("{\"accepted\":1}");
            }
        });
    }
}
