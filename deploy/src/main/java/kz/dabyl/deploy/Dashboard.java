package kz.dabyl.deploy;

import java.util.List;

/**
 * One dashboard. Its uid is fixed, so that alerts and other dashboards can link to it.
 *
 * @param file name in {@code deploy/grafana/dashboards}
 * @param refresh how often it is drawn anew
 */
record Dashboard(
        String uid,
        String file,
        String title,
        String description,
        String refresh,
        List<Variable> variables,
        List<Row> rows) {

    /**
     * A choice at the head of a dashboard, of values that a label takes.
     *
     * @param selector the series that are looked at
     */
    record Variable(String name, String label, String selector) {

        String query() {
            return "label_values(" + selector + ", " + name + ")";
        }
    }

    /** Panels under one heading. */
    record Row(String title, List<Panel> panels) {

        static Row of(String title, Panel... panels) {
            return new Row(title, List.of(panels));
        }
    }

    Dashboard {
        variables = List.copyOf(variables);
        rows = List.copyOf(rows);
    }
}
