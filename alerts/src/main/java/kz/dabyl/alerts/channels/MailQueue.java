package kz.dabyl.alerts.channels;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Who is tried next where a server takes few connections at once. Nobody should wait for a mailbox on which the server hangs: a
 * try that takes longer than most gives its place to another and goes on aside, nobody has a second place while others have
 * none, and whoever came to nothing last lets the others go first. Confined to one context.
 */
final class MailQueue {

    /** So many tries are begun at once; a server that is well has done with each in less than {@link #PATIENCE}. */
    private static final int PLACES = 4;

    /** So many more may go on beside them: with the places fewer than the twenty that most servers take of one client. */
    private static final int ASIDE = 12;

    static final int CONNECTIONS = PLACES + ASIDE;

    /** So many at most are of those that came to nothing last: the places are left to the others. */
    static final int FAILING = ASIDE;

    static final Duration PATIENCE = Duration.ofSeconds(1);

    /** Of so many that are begun one at least is of those that let others go first, if there are any. */
    private static final int TURN_OF_LAST = 4;

    /** One try that waits. */
    private record Errand(String subscription, Supplier<Future<Outcome>> attempt, Promise<Outcome> outcome) {}

    private final Vertx vertx;
    private final Duration patience;
    private final List<Errand> waiting = new ArrayList<>();

    /** Those that came to nothing when they were tried last. */
    private final Set<String> failing = new HashSet<>();

    /** How many tries each has under way. */
    private final Map<String, Integer> underWay = new HashMap<>();

    /** What takes long while there is no room beside the places. */
    private final Deque<Place> late = new ArrayDeque<>();

    private int busy;
    private int aside;
    private int begun;
    private int failingUnderWay;

    /** @param patience how long a try keeps a place */
    MailQueue(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    /**
     * Done when the try is over that {@code attempt} begins.
     *
     * @param attempt its future never fails
     */
    Future<Outcome> add(String subscription, Supplier<Future<Outcome>> attempt) {
        var errand = new Errand(subscription, attempt, Promise.promise());
        waiting.add(errand);
        beginWaiting();
        return errand.outcome.future();
    }

    private void beginWaiting() {
        for (var next = next(); busy < PLACES && next.isPresent(); next = next()) {
            begin(waiting.remove(next.getAsInt()));
        }
    }

    private OptionalInt next() {
        var lastFirst = (begun + 1) % TURN_OF_LAST == 0;
        Predicate<Errand> may = errand -> failingUnderWay < FAILING || !failing.contains(errand.subscription);
        Predicate<Errand> alone = errand -> !underWay.containsKey(errand.subscription);
        Predicate<Errand> inTurn = errand -> failing.contains(errand.subscription) == lastFirst;
        for (var wish : List.of(alone.and(inTurn), alone, inTurn, may)) {
            for (var at = 0; at < waiting.size(); at++) {
                if (wish.and(may).test(waiting.get(at))) {
                    return OptionalInt.of(at);
                }
            }
        }
        return OptionalInt.empty();
    }

    private void begin(Errand errand) {
        busy++;
        begun++;
        var failed = failing.contains(errand.subscription);
        failingUnderWay += failed ? 1 : 0;
        underWay.merge(errand.subscription, 1, Integer::sum);
        var place = new Place();
        var timer = vertx.setTimer(patience.toMillis(), t -> place.stepAside());
        errand.attempt.get().onSuccess(outcome -> {
            vertx.cancelTimer(timer);
            place.leave();
            end(errand.subscription);
            failingUnderWay -= failed ? 1 : 0;
            if (outcome.delivered()) {
                failing.remove(errand.subscription);
            } else {
                failing.add(errand.subscription);
            }
            errand.outcome.complete(outcome);
            beginWaiting();
        });
    }

    private void end(String subscription) {
        var left = underWay.getOrDefault(subscription, 1) - 1;
        if (left == 0) {
            underWay.remove(subscription);
        } else {
            underWay.put(subscription, left);
        }
    }

    /** What a try takes up. */
    private final class Place {

        private boolean isAside;

        void stepAside() {
            if (aside == ASIDE) {
                late.add(this);
                return;
            }
            isAside = true;
            aside++;
            busy--;
            beginWaiting();
        }

        void leave() {
            if (!isAside) {
                busy--;
                late.remove(this);
                return;
            }
            aside--;
            if (!late.isEmpty()) {
                late.remove().stepAside();
            }
        }
    }
}
