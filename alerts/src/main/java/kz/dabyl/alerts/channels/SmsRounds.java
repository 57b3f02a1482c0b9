package kz.dabyl.alerts.channels;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import kz.dabyl.alerts.subscriptions.Address;

/**
 * Sends a message to one number after the other, until the time for one try is over. A try that failed on the way goes on,
 * the next time, with the numbers that have not got it; after a restart it begins anew, and gateways may know the ids again.
 * Confined to one context.
 */
final class SmsRounds {

    private static final int REMEMBERED = 1000;

    private final HttpTransport http;
    private final InstantSource clock;
    private final Duration deadline;
    private final Map<String, Set<Integer>> reached = new LinkedHashMap<>() {

        @java.io.Serial
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<Integer>> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** @param deadline no number is begun so long after the first */
    SmsRounds(HttpTransport http, InstantSource clock, Duration deadline) {
        this.http = http;
        this.clock = clock;
        this.deadline = deadline;
    }

    Future<Outcome> send(Address.Sms address, Saying saying) {
        return from(0, address, saying, new Round(clock.instant().plus(deadline), Outcome.delivered(200)));
    }

    /**
     * One try.
     *
     * @param end when no further number is begun
     */
    private record Round(Instant end, Outcome soFar) {

        /** One bad number does not keep the others from being told. */
        Round after(Outcome outcome) {
            return new Round(end, outcome.delivered() && !soFar.delivered() ? soFar : outcome);
        }
    }

    private Future<Outcome> from(int index, Address.Sms address, Saying saying, Round round) {
        var soFar = round.soFar;
        if (index == address.to().size()) {
            if (soFar.delivered()) {
                reached.remove(saying.id());
            }
            return Future.succeededFuture(soFar);
        }
        var done = reached.computeIfAbsent(saying.id(), id -> new TreeSet<>());
        if (done.contains(index)) {
            return from(index + 1, address, saying, round);
        }
        if (!clock.instant().isBefore(round.end)) {
            return Future.succeededFuture(
                    soFar.delivered() ? Outcome.failed("not all numbers were reached in one try") : soFar);
        }
        return http.send(SmsRendering.request(address, saying, index)).compose(answer -> {
            var outcome = answer instanceof Answer.Came came
                    ? SmsRendering.judge(address, came, clock.instant())
                    : Outcome.failed(((Answer.None) answer).error());
            if (outcome.delivered()) {
                done.add(index);
            }
            if (outcome.gone()) {
                return Future.succeededFuture(outcome);
            }
            return from(index + 1, address, saying, round.after(outcome));
        });
    }
}
