package kz.dabyl.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A client that is as it should be, beside others that are not: one report after the other, each until it is taken. */
final class Regular {

    private static final int SAMPLES = 100;

    /** A busy machine may refuse one or another; whoever is turned away time and again is not served. */
    private static final int MAY_BE_REFUSED = 5;

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Service service;
    private final Set<String> acknowledged;
    private long seq;

    /** @param acknowledged gets the names of what was taken */
    Regular(Service service, Set<String> acknowledged) {
        this.service = service;
        this.acknowledged = acknowledged;
    }

    /** How long it waits until a report is taken, half of the time; nearly all are taken at the first try. */
    double medianMillis() throws Exception {
        var nanos = new long[SAMPLES];
        var refused = 0;
        for (var i = 0; i < SAMPLES; i++) {
            var report = Logs.report("p-good", seq, Instant.now().toString());
            var begun = System.nanoTime();
            var tries = new AtomicInteger();
            var answer = Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(LONGEST)
                    .until(
                            () -> {
                                tries.incrementAndGet();
                                return service.postReports(report);
                            },
                            taken -> taken.statusCode() != 503);
            refused += tries.get() > 1 ? 1 : 0;
            nanos[i] = System.nanoTime() - begun;
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            acknowledged.add("p-good/" + seq++);
        }
        assertThat(refused).as("reports that were not taken at the first try").isLessThanOrEqualTo(MAY_BE_REFUSED);
        Arrays.sort(nanos);
        return nanos[SAMPLES / 2] / 1e6;
    }
}
