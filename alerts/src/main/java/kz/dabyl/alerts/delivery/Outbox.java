package kz.dabyl.alerts.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    Outbox(String subscription) {
        this.subscription = subscription;
    }

    Lane lane(String name) {
        return lanes.computeIfAbsent(name, Lane::new);
    }

    Company company(String type) {
        return companies.computeIfAbsent(type, t -> new Company());
    }
}
