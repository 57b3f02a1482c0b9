package kz.dabyl.alerts.delivery;

import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the dispatcher knows of one subscription while something is on its way to it. Confined to one context. */
final class Outbox {

    /** The messages of one incident, one after the other. */
    static final class Lane {
        final String name;
        boolean busy;
        boolean ready;
        OptionalLong timer = OptionalLong.empty();

        Lane(String name) {
            this.name = name;
        }
    }

    /** What may be said as one. */
    static final class Company {
        OptionalLong lastSent = OptionalLong.empty();
        OptionalLong timer = OptionalLong.empty();
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

    /** So many want its lanes to rest. */
    int pauses;

    /** Those who wait for that. */
    final List<Promise<Void>> untilQuiet = new ArrayList<>();

    Outbox(String subscription) {
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

    Lane lane(String name) {
        return lanes.computeIfAbsent(name, Lane::new);
    }

    boolean quiet() {
        return lanes.values().stream().noneMatch(lane -> lane.busy);
    }

    Company company(String type) {
        return companies.computeIfAbsent(type, t -> new Company());
    }
}
