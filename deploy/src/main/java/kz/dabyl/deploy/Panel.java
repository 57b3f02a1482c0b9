package kz.dabyl.deploy;

import java.util.List;

/**
 * One panel, as Grafana's conventions want it: with a title, a description of what to read from it, and a unit.
 *
 * @param width in Grafana's 24 columns
 * @param levels values from which on something is amiss, ascending; empty where none is
 */
record Panel(
        Kind kind,
        String title,
        String description,
        String unit,
        int width,
        int height,
        List<Level> levels,
        List<Query> queries) {

    /** How it is drawn. */
    enum Kind {
        CURVES("timeseries"),
        /** Curves from 0 to 1. */
        SHARES("timeseries"),
        FIGURE("stat"),
        STATES("state-timeline"),
        TABLE("table");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** Grafana's name of it. */
        String type() {
            return type;
        }
    }

    /** From {@code from} on the panel takes {@code colour}. */
    record Level(double from, String colour) {

        static final String BAD = "red";
        static final String WARNING = "orange";
    }

    Panel {
        levels = List.copyOf(levels);
        queries = List.copyOf(queries);
        if (description.isBlank() || title.isBlank() || queries.isEmpty()) {
            throw new IllegalArgumentException("a panel needs a title, a description and a query: " + title);
        }
    }

    static Panel curves(String title, String description, String unit, Query... queries) {
        return new Panel(Kind.CURVES, title, description, unit, 12, 8, List.of(), List.of(queries));
    }

    static Panel shares(String title, String description, Query... queries) {
        return new Panel(Kind.SHARES, title, description, "percentunit", 12, 8, List.of(), List.of(queries));
    }

    static Panel figure(String title, String description, String unit, Query query, Level... levels) {
        return new Panel(Kind.FIGURE, title, description, unit, 6, 4, List.of(levels), List.of(query));
    }

    static Panel states(String title, String description, Query query, Level... levels) {
        return new Panel(Kind.STATES, title, description, "percentunit", 24, 8, List.of(levels), List.of(query));
    }

    static Panel table(String title, String description, String unit, Query query) {
        return new Panel(Kind.TABLE, title, description, unit, 12, 8, List.of(), List.of(query));
    }

    /** The same as wide as the dashboard. */
    Panel wide() {
        return new Panel(kind, title, description, unit, 24, height, levels, queries);
    }
}
