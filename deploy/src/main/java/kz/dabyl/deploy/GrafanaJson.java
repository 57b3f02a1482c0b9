package kz.dabyl.deploy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Dashboards as Grafana's JSON, of the schema that Grafana 10 to 13 read. The same dashboard gives the same bytes. */
final class GrafanaJson {

    private static final int SCHEMA_VERSION = 39;
    private static final int COLUMNS = 24;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private GrafanaJson() {}

    static ObjectNode of(Dashboard dashboard) {
        var tree = JSON.objectNode();
        tree.put("uid", dashboard.uid());
        tree.put("title", dashboard.title());
        tree.put("description", dashboard.description());
        tree.putArray("tags").add("dabyl");
        tree.put("timezone", "browser");
        tree.put("editable", false);
        tree.put("graphTooltip", 1);
        tree.put("refresh", dashboard.refresh());
        tree.put("schemaVersion", SCHEMA_VERSION);
        tree.putObject("time").put("from", "now-1h").put("to", "now");
        tree.putObject("timepicker");
        tree.set("links", links());
        var variables = tree.putObject("templating").putArray("list");
        variables.add(datasource());
        dashboard.variables().forEach(variable -> variables.add(variable(variable)));
        tree.putObject("annotations").putArray("list");
        var panels = tree.putArray("panels");
        var next = new Place();
        dashboard.rows().forEach(row -> {
            panels.add(next.row(row.title()));
            row.panels().forEach(panel -> panels.add(next.panel(panel)));
        });
        return tree;
    }

    /** Where the next panel goes: from left to right, and down where a line is full. */
    private static final class Place {

        private int id;
        private int column;
        private int line;
        private int height;

        ObjectNode row(String title) {
            down();
            var tree = JSON.objectNode().put("type", "row").put("title", title).put("collapsed", false);
            tree.putArray("panels");
            tree.put("id", ++id);
            tree.set("gridPos", position(COLUMNS, 1));
            return tree;
        }

        ObjectNode panel(Panel panel) {
            return GrafanaJson.panel(panel, ++id, position(panel.width(), panel.height()));
        }

        private ObjectNode position(int width, int tall) {
            if (column + width > COLUMNS) {
                down();
            }
            var tree = JSON.objectNode()
                    .put("x", column)
                    .put("y", line)
                    .put("w", width)
                    .put("h", tall);
            column += width;
            height = Math.max(height, tall);
            return tree;
        }

        private void down() {
            line += height;
            column = 0;
            height = 0;
        }
    }

    private static ObjectNode panel(Panel panel, int id, ObjectNode position) {
        var tree = JSON.objectNode().put("id", id).put("type", panel.kind().type());
        tree.put("title", panel.title()).put("description", panel.description());
        tree.set("datasource", source());
        tree.set("gridPos", position);
        tree.set("fieldConfig", fields(panel));
        tree.set("options", options(panel));
        var targets = tree.putArray("targets");
        var name = 'A';
        for (var query : panel.queries()) {
            targets.add(target(query, String.valueOf(name++), panel.kind() == Panel.Kind.TABLE));
        }
        return tree;
    }

    private static ObjectNode target(Query query, String name, boolean table) {
        var tree = JSON.objectNode().put("refId", name).put("expr", query.expression());
        tree.set("datasource", source());
        tree.put("legendFormat", query.legend());
        tree.put("instant", query.instant()).put("range", !query.instant());
        tree.put("format", table ? "table" : "time_series");
        return tree;
    }

    private static ObjectNode fields(Panel panel) {
        var tree = JSON.objectNode();
        var defaults = tree.putObject("defaults").put("unit", panel.unit());
        if (panel.kind() == Panel.Kind.SHARES) {
            defaults.put("min", 0).put("max", 1);
        }
        defaults.putObject("color").put("mode", panel.levels().isEmpty() ? "palette-classic" : "thresholds");
        var thresholds = defaults.putObject("thresholds").put("mode", "absolute");
        var steps = thresholds.putArray("steps");
        steps.addObject().putNull("value").put("color", "green");
        panel.levels()
                .forEach(level -> steps.addObject().put("value", level.from()).put("color", level.colour()));
        if (panel.kind() == Panel.Kind.CURVES || panel.kind() == Panel.Kind.SHARES) {
            defaults.putObject("custom")
                    .put("lineWidth", 1)
                    .put("fillOpacity", 10)
                    .put("showPoints", "never");
        }
        tree.putArray("overrides");
        return tree;
    }

    private static ObjectNode options(Panel panel) {
        var tree = JSON.objectNode();
        switch (panel.kind()) {
            case CURVES, SHARES -> {
                var legend = tree.putObject("legend");
                legend.put("displayMode", "list").put("placement", "bottom").put("showLegend", true);
                legend.putArray("calcs");
                tree.putObject("tooltip").put("mode", "multi").put("sort", "desc");
            }
            case FIGURE -> {
                tree.put("graphMode", "none").put("colorMode", "value").put("justifyMode", "auto");
                tree.put("textMode", "auto").put("wideLayout", true).put("orientation", "auto");
                tree.put("showPercentChange", false).put("percentChangeColorMode", "standard");
                tree.set("reduceOptions", last());
            }
            case STATES -> {
                tree.put("showValue", "never").put("rowHeight", 0.9).put("mergeValues", false);
                var legend = tree.putObject("legend");
                legend.put("displayMode", "list").put("placement", "bottom").put("showLegend", true);
                legend.putArray("calcs");
                tree.putObject("tooltip").put("mode", "single").put("sort", "none");
            }
            case TABLE -> tree.put("frameIndex", 0).put("showHeader", true).put("cellHeight", "sm");
        }
        return tree;
    }

    private static ObjectNode last() {
        var tree = JSON.objectNode().put("values", false).put("fields", "");
        tree.putArray("calcs").add("lastNotNull");
        return tree;
    }

    private static ObjectNode source() {
        return JSON.objectNode().put("type", "prometheus").put("uid", "${datasource}");
    }

    private static ObjectNode datasource() {
        var tree = JSON.objectNode().put("type", "datasource").put("name", "datasource");
        tree.put("label", "Data Source").put("query", "prometheus").put("hide", 0);
        tree.put("refresh", 1).put("regex", "").put("multi", false).put("includeAll", false);
        tree.putObject("current").put("selected", false).put("text", "").put("value", "");
        tree.putArray("options");
        return tree;
    }

    private static ObjectNode variable(Dashboard.Variable variable) {
        var tree = JSON.objectNode().put("type", "query").put("name", variable.name());
        tree.put("label", variable.label()).put("query", variable.query());
        tree.set("datasource", source());
        tree.put("hide", 0).put("refresh", 2).put("regex", "").put("sort", 1);
        tree.put("multi", true).put("includeAll", true).put("allValue", ".+");
        var current = tree.putObject("current").put("selected", true);
        current.putArray("text").add("All");
        current.putArray("value").add("$__all");
        tree.putArray("options");
        return tree;
    }

    private static ArrayNode links() {
        var links = JSON.arrayNode();
        var link = links.addObject()
                .put("type", "dashboards")
                .put("title", "Dabyl")
                .put("asDropdown", true);
        link.put("icon", "external link")
                .put("includeVars", true)
                .put("keepTime", true)
                .put("targetBlank", false);
        link.put("tooltip", "").put("url", "");
        link.putArray("tags").add("dabyl");
        return links;
    }
}
