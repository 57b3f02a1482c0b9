package kz.dabyl.deploy;

import static kz.dabyl.deploy.Panel.Level.BAD;
import static kz.dabyl.deploy.Panel.Level.WARNING;
import static kz.dabyl.deploy.Panel.curves;
import static kz.dabyl.deploy.Panel.figure;
import static kz.dabyl.deploy.Panel.shares;
import static kz.dabyl.deploy.Panel.states;
import static kz.dabyl.deploy.Panel.table;
import static kz.dabyl.deploy.Query.over;

import java.util.List;
import kz.dabyl.deploy.Dashboard.Row;
import kz.dabyl.deploy.Dashboard.Variable;
import kz.dabyl.deploy.Panel.Level;

/**
 * What the operator looks at: what is cut where, and whether Dabyl could see it. And the same for one area. What nobody judges is
 * no data in every panel, never a calm number.
 */
final class Situation {

    static final String EXPECTED = "dabyl_cell_expected_reports";
    static final String HEARD = "dabyl_cell_heard_reports";
    private static final String OPEN = "dabyl_incidents_open";
    private static final String MOBILE = "access=\"mobile\"";
    private static final String CHOSEN_AREA = "area=~\"$area\", network=~\"$network\"";

    /** A detector is at its work. Those that only wait for its death say NaN, which is not at least 0. */
    private static final String WATCHED = " and on () max(" + Series.of("dabyl_detector_lag_seconds") + " >= 0 < 120)";

    /** Of the process that counts incidents there is always this, while of incidents there is nothing where none is open. */
    private static final String NONE = " or 0 * max(" + Series.of("dabyl_incident_revisions_total") + "))" + WATCHED;

    private static final String AGAINST =
            " Against the most that was due at once in the last half an hour, for who is cut off soon promises nothing more."
                    + " Probes that say goodbye look silent so long too.";

    private Situation() {}

    static Dashboard everywhere() {
        return new Dashboard(
                "dabyl-situation",
                "situation.json",
                "Dabyl / Situation",
                "What is cut where right now, and whether we could see it",
                "10s",
                Scope.of(EXPECTED),
                List.of(now(), reports(), told()));
    }

    private static Row now() {
        return Row.of(
                "Now",
                figure(
                        "Open incidents",
                        "Incidents that are open now, of every kind; an incident of several networks counts once for each."
                                + " None is calm only if the two figures to the right are green.",
                        "none",
                        Query.now("(sum(" + open("") + ")" + NONE, "open"),
                        new Level(1, BAD)),
                figure(
                        "Lag of the detector",
                        "Log time between the foremost tick and the last judged hop. While it grows, nothing new is found.",
                        "s",
                        Query.now("max(" + Series.of("dabyl_detector_lag_seconds") + ")", "lag"),
                        new Level(15, WARNING),
                        new Level(30, BAD)),
                figure(
                        "Blind collectors",
                        "Collectors that do not tick, or whose probes fall silent over unrelated places: their silence is not judged.",
                        "none",
                        Query.now("max(" + Series.of("dabyl_detector_blind") + ")", "blind"),
                        new Level(1, BAD)),
                figure(
                        "Reports heard",
                        "Share of the reports due in a minute that came in the last one, over all areas, networks and lines."
                                + AGAINST,
                        "percentunit",
                        Query.now(heard("area=~\".+\""), "heard")),
                table(
                        "What is open",
                        "Open incidents by kind, area and network. 'all' stands for an incident that names no network.",
                        "none",
                        Query.now("(sum by (kind, area, network) (" + open("") + ") > 0" + NONE, "")),
                table(
                        "Areas, the most silent first",
                        "Share of due reports of mobile probes that did not come in the last minute." + AGAINST,
                        "percentunit",
                        Query.now("sort_desc(" + silent(MOBILE, "area") + ")", "")));
    }

    private static Row reports() {
        return Row.of(
                "Silence",
                states(
                        "Silence of mobile probes by area and network",
                        "Share of due reports that did not come. Only groups with enough probes are told of: an area that is"
                                + " missing is unknown, not calm; so is one cut for over half an hour." + AGAINST,
                        over(silent(MOBILE, "area, network"), "{{area}} {{network}}"),
                        new Level(0.2, WARNING),
                        new Level(0.5, BAD)),
                shares(
                        "Silence: mobile against fixed lines",
                        "Mobile silent while fixed lines live is what a local shutdown looks like; both silent is power, or a full cut.",
                        over(silent(MOBILE, "access"), "mobile"),
                        over(silent("access=\"fixed\"", "access"), "fixed")),
                curves(
                        "Reports due in a minute",
                        "What probes have promised. A fall without an incident is probes that said goodbye, at night for example.",
                        "none",
                        over("sum by (access) (" + Series.of(EXPECTED) + ")", "{{access}}")));
    }

    private static Row told() {
        return Row.of(
                "What was published",
                curves(
                        "Revisions of incidents",
                        "Revisions published by kind and state since the point before. Many of one kind are one event that grows.",
                        "none",
                        over(
                                "sum by (kind, state) (" + Series.increase("dabyl_incident_revisions_total") + ")",
                                "{{kind}} {{state}}")),
                curves(
                        "Messages delivered",
                        "Messages about incidents that arrived, by channel.",
                        "ops",
                        over(
                                "sum by (channel) (" + Series.rate("dabyl_deliveries_total", "outcome=\"delivered\"")
                                        + ")",
                                "{{channel}}")));
    }

    static Dashboard oneArea() {
        var variables = new java.util.ArrayList<>(Scope.of(EXPECTED));
        variables.add(new Variable("area", "Area", Series.of(EXPECTED)));
        variables.add(new Variable("network", "Network", Series.of(EXPECTED, "area=~\"$area\"")));
        return new Dashboard(
                "dabyl-area",
                "area.json",
                "Dabyl / One area",
                "One area in all its networks: who should have spoken, who did, and what stayed alive beside it",
                "10s",
                variables,
                List.of(areaNow(), areaNetworks()));
    }

    private static Row areaNow() {
        return Row.of(
                "Now",
                figure(
                        "Mobile reports heard",
                        "Share of due reports of mobile probes in this area that came in the last minute." + AGAINST,
                        "percentunit",
                        Query.now(heard(CHOSEN_AREA + ", " + MOBILE), "heard")),
                figure(
                        "Fixed reports heard",
                        "The control: fixed lines of the same area. Low as well, it is no mobile shutdown but power or a full cut; no data"
                                + " is no control.",
                        "percentunit",
                        Query.now(heard(CHOSEN_AREA + ", access=\"fixed\""), "heard")),
                figure(
                        "Mobile reports due",
                        "What mobile probes of this area have promised for a minute. The fewer, the larger an event must be to be seen.",
                        "none",
                        Query.now("sum(" + Series.of(EXPECTED, CHOSEN_AREA + ", " + MOBILE) + ")", "due")),
                figure(
                        "Open incidents here",
                        "Incidents of this area that are open now.",
                        "none",
                        Query.now("(sum(" + open("area=~\"$area\"") + ")" + NONE, "open"),
                        new Level(1, BAD)));
    }

    private static Row areaNetworks() {
        var by = "area, network, access";
        return Row.of(
                "Networks",
                shares(
                        "Silence by network and line",
                        "Share of due reports that did not come. One network alone is its fault, or a cut aimed at it; all of them"
                                + " while fixed lines live is a shutdown.",
                        over(silent(CHOSEN_AREA, by), "{{area}} {{network}} {{access}}")),
                curves(
                        "Due and heard",
                        "Reports due in the last minute, and those that came.",
                        "none",
                        over(
                                "sum by (" + by + ") (" + Series.of(EXPECTED, CHOSEN_AREA) + ")",
                                "due {{network}} {{access}}"),
                        over(
                                "sum by (" + by + ") (" + Series.of(HEARD, CHOSEN_AREA) + ")",
                                "heard {{network}} {{access}}")));
    }

    /** Every process that alerts counts all open incidents. */
    private static String open(String matchers) {
        var series = matchers.isEmpty() ? Series.of(OPEN) : Series.of(OPEN, matchers);
        return "max by (job, kind, area, network) (" + series + ")";
    }

    private static String silent(String matchers, String by) {
        return "1 - " + share(matchers, "sum by (" + by + ") ");
    }

    private static String heard(String matchers) {
        return share(matchers, "sum ");
    }

    /** What was heard, 0 where all series are gone, of what was due. Two detectors that take turns are one. */
    private static String share(String matchers, String sum) {
        var due = sum + "(max by (job, area, network, access) (max_over_time(" + Series.of(EXPECTED, matchers)
                + "[30m])))";
        return "(" + sum + "(" + Series.of(HEARD, matchers) + ") or 0 * " + due + ") / (" + due + " > 0)" + WATCHED;
    }
}
