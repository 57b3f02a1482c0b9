package kz.dabyl.collector;

import static kz.dabyl.collector.Reports.array;
import static kz.dabyl.collector.Reports.json;
import static kz.dabyl.collector.TestService.OPERATOR;
import static kz.dabyl.collector.TestService.RELAY;
import static kz.dabyl.collector.TestService.settled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import kz.dabyl.collector.log.TimeMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a collector does while its broker is away, and after. */
class BrokerAwayTest {

    @Test
    void answers503WhileTheBrokerIsAwayAnd202AgainWhenItIsBack(@TempDir Path temp) throws Exception {
        var vertx = Vertx.vertx();
        try (var broker = new RestartableBroker(temp);
                var service = new LiveService(vertx, broker.address(), "c1", TimeMode.WALL)) {
            var acknowledged = new HashSet<Long>();
            for (var seq = 0L; seq < 100; seq++) {
                assertThat(service.post("/v1/reports", RELAY, json("p", seq)).statusCode())
                        .isEqualTo(202);
                acknowledged.add(seq);
            }

            broker.stop();
            var first = service.post("/v1/reports", RELAY, json("p", 100));
            var begun = System.nanoTime();
            var next = service.post("/v1/reports", RELAY, json("p", 100));
            var took = Duration.ofNanos(System.nanoTime() - begun);

            assertThat(first.statusCode()).isEqualTo(503);
            assertThat(first.getHeader("retry-after")).isNotNull();
            assertThat(next.statusCode()).isEqualTo(503);
            assertThat(took).isLessThan(Duration.ofMillis(1500));
            assertThat(service.post("/v1/reports", RELAY, "nonsense").statusCode())
                    .isEqualTo(400);
            assertThat(service.post("/v1/invites", OPERATOR, "{}").statusCode()).isEqualTo(503);
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                var ready = service.get("/health/ready");
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(ready.bodyAsJsonObject().getJsonObject("faults").getString("kafka log"))
                        .contains("no tick");
            });

            broker.start();
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() ->
                            service.post("/v1/reports", RELAY, json("p", 101)).statusCode() == 202);
            acknowledged.add(101L);
            assertThat(service.post("/v1/reports", RELAY, array("p", 100, 2)).statusCode())
                    .isEqualTo(202);
            acknowledged.add(100L);

            assertThat(service.reports())
                    .extracting(entry -> entry.report().seq())
                    .containsAll(acknowledged);
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> service.get("/health/ready").statusCode() == 200);
            for (var partition = 0; partition < LiveService.PARTITIONS; partition++) {
                CollectorTest.assertOrdered(service.log(partition), "c1", 2);
            }
        } finally {
            settled(vertx.close());
        }
    }
}
