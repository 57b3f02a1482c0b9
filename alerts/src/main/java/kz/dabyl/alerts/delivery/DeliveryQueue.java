package kz.dabyl.alerts.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What the dispatcher knows of one subscription: the lanes in which messages wait or are on their way, what may be said as one,
 * and whether the receiver rests or fails. Confined to one context.
 */
final class DeliveryQueue {

    /** The messages of one incident, one after the other. */
    static final class Lane {
        final String name;
        boolean busy;
        boolean ready;
        OptionalLong timer = OptionalLong.empty();

        Lane(String name) {
            this.name = name;
        }

        void stopWaiting(Vertx vertx) {
            timer.ifPresent(vertx::cancelTimer);
            timer = OptionalLong.empty();
        }
    }

    /** What may be said as one. */
    static final class Company {
        OptionalLong lastSent = OptionalLong.empty();
        OptionalLong timer = OptionalLong.empty();

        void stopWaiting(Vertx vertx) {
            timer.ifPresent(vertx::cancelTimer);
            timer = OptionalLong.empty();
        }
    }

    final String subscription;
    final Map<String, Lane> lanes = new LinkedHashMap<>();
    final Deque<Lane> ready = new ArrayDeque<>();

    /** By the type of their messages. */
    final Map<String, Company> companies = new HashMap<>();

    int underWay;

    private static final int FAILING = 2;

    /** Tries in a row that came to nothing. */
    private int failures;

    /** Until then the receiver wants to be left alone, epoch milliseconds. */
    long restUntil;

    /** When something was delivered last, epoch milliseconds; 0 if nothing was as far as is known. */
    long heardAt;

    /** So many want its lanes to rest. */
    int pauses;

    /** Those who wait for that. */
    private final List<Promise<Void>> untilQuiet = new ArrayList<>();

    DeliveryQueue(String subscription) {
        this.subscription = subscription;
    }

    /** A try is over. */
    void tried(boolean delivered) {
        failures = delivered ? 0 : Math.min(failures + 1, FAILING);
    }

    /** What is known of a former run: a message that was tried in vain so often. */
    void triedBefore(int tries) {
        failures = Math.max(failures, Math.min(tries, FAILING));
    }

    /** Whether the next try will hardly be better than the last: the others go first. One failure says little of a receiver. */
    boolean failing() {
        return failures >= FAILING;
    }

    /** The receiver wants to be left alone for so long. */
    void rest(Duration asked, InstantSource clock) {
        restUntil = Math.max(restUntil, clock.millis() + asked.toMillis());
    }

    Lane lane(String name) {
        return lanes.computeIfAbsent(name, Lane::new);
    }

    private boolean quiet() {
        return lanes.values().stream().noneMatch(lane -> lane.busy);
    }

    /** Done when nothing is under way; fails if that is not so within {@code limit}. */
    Future<Void> becomesQuiet(Vertx vertx, Duration limit) {
        if (quiet()) {
            return Future.succeededFuture();
        }
        var quiet = Promise.<Void>promise();
        untilQuiet.add(quiet);
        var timer = vertx.setTimer(limit.toMillis(), t -> {
            untilQuiet.remove(quiet);
            quiet.tryFail("a try is still under way");
        });
        return quiet.future().onComplete(v -> vertx.cancelTimer(timer));
    }

    /** Tells those who wait for that. */
    void tellIfQuiet() {
        if (quiet()) {
            var waiting = List.copyOf(untilQuiet);
            untilQuiet.clear();
            waiting.forEach(Promise::tryComplete);
        }
    }

    Company company(String type) {
        return companies.computeIfAbsent(type, t -> new Company());
    }
}
