package kz.dabyl.alerts.channels;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.Address;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a message to one number after the other, until the time for one try is over. A try that failed on the way goes on,
 * the next time, with the numbers that have not got it, those first that had no turn: one that always hangs keeps none of the
 * others waiting. Once one was reached, numbers that the gateway refuses are done with: later messages wait for this one. After
 * a restart it begins anew, and gateways may know the ids again. Confined to one context.
 */
final class SmsRounds {

    private static final Logger LOG = LoggerFactory.getLogger(SmsRounds.class);
    private static final int REMEMBERED = 1000;
    private static final int DELIVERED = 200;

    private final HttpTransport http;
    private final InstantSource clock;
    private final Duration deadline;
    private final Map<String, Progress> underWay = new LinkedHashMap<>() {

        @java.io.Serial
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Progress> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** How far a message has come. */
    private static final class Progress {

        private final Set<Integer> reached = new HashSet<>();
        private final Set<Integer> gone = new HashSet<>();

        /** Those that were refused last, in a round in which another was reached or in one after it. */
        private final Set<Integer> refused = new HashSet<>();

        /** A refusal may be of our request as such, and is believed of a number only where another was reached by the same. */
        boolean settled(int number) {
            return reached.contains(number)
                    || gone.contains(number)
                    || (refused.contains(number) && !reached.isEmpty());
        }

        void begin() {
            if (reached.isEmpty()) {
                refused.clear();
            }
        }

        void note(int number, Outcome outcome) {
            if (outcome.delivered()) {
                reached.add(number);
            } else if (outcome.gone()) {
                gone.add(number);
            } else if (SmsRendering.refusesNumber(outcome)) {
                refused.add(number);
            }
        }

        /** The number whose turn it is at the beginning of the next try. */
        private int next;
    }

    /**
     * One try of a message.
     *
     * @param end when no further number is begun
     */
    private record Round(Address.Sms address, Saying saying, Progress progress, Instant end) {

        int numbers() {
            return address.to().size();
        }
    }

    /** @param deadline no number is begun so long after the first */
    SmsRounds(HttpTransport http, InstantSource clock, Duration deadline) {
        this.http = http;
        this.clock = clock;
        this.deadline = deadline;
    }

    Future<Outcome> send(Address.Sms address, Saying saying) {
        var progress = underWay.computeIfAbsent(saying.id(), id -> new Progress());
        progress.begin();
        var round = new Round(address, saying, progress, clock.instant().plus(deadline));
        return send(round, progress.next, round.numbers(), Outcome.delivered(DELIVERED));
    }

    /** @param left how many numbers had no turn yet in this try */
    private Future<Outcome> send(Round round, int index, int left, Outcome soFar) {
        if (left == 0) {
            return Future.succeededFuture(ended(round, soFar));
        }
        var next = (index + 1) % round.numbers();
        if (round.progress.settled(index)) {
            return send(round, next, left - 1, soFar);
        }
        if (!clock.instant().isBefore(round.end)) {
            round.progress.next = index;
            return Future.succeededFuture(soFar.delivered() ? Outcome.failed(Fault.NUMBERS) : soFar);
        }
        return http.send(SmsRendering.request(round.address, round.saying, index))
                .compose(answer -> {
                    var outcome = outcome(round, answer);
                    round.progress.note(index, outcome);
                    if (outcome.gone()) {
                        LOG.info("a number of {} is gone", round.saying.subscription());
                        return send(round, next, left - 1, soFar);
                    }
                    if (outcome.asked().isPresent()) {
                        // The others are the gateway's too, and go first when it wants to hear of us again.
                        round.progress.next = next;
                        return Future.succeededFuture(outcome);
                    }
                    return send(round, next, left - 1, worse(soFar, outcome));
                });
    }

    /** A number that is gone is not tried again; only where all are, the subscription has nobody left. */
    private Outcome ended(Round round, Outcome soFar) {
        var progress = round.progress;
        if (!IntStream.range(0, round.numbers()).allMatch(progress::settled)) {
            return soFar;
        }
        underWay.remove(round.saying.id());
        if (!progress.refused.isEmpty()) {
            LOG.warn(
                    "the gateway refuses {} of {} numbers of {}: these do not get {}",
                    progress.refused.size(),
                    round.numbers(),
                    round.saying.subscription(),
                    round.saying.id());
        }
        if (progress.gone.size() == round.numbers()) {
            return Outcome.gone(SmsRendering.GONE, Fault.GATEWAY_GONE);
        }
        return soFar.delivered() ? soFar : Outcome.delivered(DELIVERED);
    }

    private Outcome outcome(Round round, Answer answer) {
        return answer instanceof Answer.Came came
                ? SmsRendering.judge(round.address, came, clock.instant())
                : Outcome.failed(((Answer.None) answer).error());
    }

    /** One bad number does not keep the others from being told, and says less of the try than what failed with another. */
    private static Outcome worse(Outcome soFar, Outcome outcome) {
        var less = outcome.delivered() || SmsRendering.refusesNumber(outcome);
        return less && !soFar.delivered() ? soFar : outcome;
    }
}
