package kz.dabyl.alerts.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import kz.dabyl.model.Incident;

/**
 * Reports that came and reports that were promised, as steps from revision to revision, while an incident is open up to when
 * nothing else was said. The table of revisions beside it says the same in numbers.
 *
 * @param until log time up to which that is known
 */
record RevisionPlot(List<Incident> revisions, long until, PageWords phrases) {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int LEFT = 44;
    private static final int BOTTOM = 190;
    private static final int TOP = 16;

    /** Of revisions nearer to each other than this the last is drawn: a drawing of thousands would weigh more than the page. */
    private static final int NEAR = 2;

    void write(Html html) {
        html.start("figure", "class", "plot");
        html.start("figcaption").element("h2", phrases.get("plot.title"));
        html.start("p");
        html.element("span", "━", "class", "heard", "aria-hidden", "true").text(" " + phrases.get("plot.heard") + "  ");
        html.element("span", "┅", "class", "promised", "aria-hidden", "true").text(" " + phrases.get("plot.expected"));
        html.end().end();
        html.start(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "role",
                "img",
                "aria-label",
                phrases.get("plot.title"));
        axes(html);
        html.empty("path", "d", steps(revision -> revision.evidence().expected()), "class", "promised");
        html.empty("path", "d", steps(revision -> revision.evidence().heard()), "class", "heard");
        html.end().end();
    }

    private void axes(Html html) {
        var top = most();
        line(html, LEFT, BOTTOM, WIDTH, BOTTOM);
        line(html, LEFT, TOP, LEFT, BOTTOM);
        label(html, "0", LEFT - 6, BOTTOM, "end");
        label(html, String.valueOf(Math.round(top)), LEFT - 6, y(top) + 5, "end");
        label(html, phrases.times().clock(first()), LEFT, HEIGHT - 8, "start");
        label(html, phrases.times().clock(last()), WIDTH - 2, HEIGHT - 8, "end");
        var confirmed = revisions.stream()
                .filter(revision -> revision.certainty() == Incident.Certainty.CONFIRMED)
                .findFirst();
        confirmed.ifPresent(revision -> {
            var x = x(revision.updated());
            line(html, x, TOP, x, BOTTOM);
            label(
                    html,
                    phrases.get("milestone.confirmed") + " " + phrases.times().clock(revision.updated()),
                    Math.min(x + 6, WIDTH - 170),
                    TOP + 12,
                    "start");
        });
    }

    private static void line(Html html, double fromX, double fromY, double toX, double toY) {
        html.empty(
                "path",
                "d",
                "M" + number(fromX) + " " + number(fromY) + "L" + number(toX) + " " + number(toY),
                "class",
                "axis");
    }

    private static void label(Html html, String text, double x, double y, String anchor) {
        html.element("text", text, "x", number(x), "y", number(y), "text-anchor", anchor);
    }

    /** Each value holds from its revision to the next. */
    private String steps(ToDoubleFunction<Incident> value) {
        var path = new StringBuilder();
        var drawn = drawn();
        for (var i = 0; i < drawn.size(); i++) {
            var from = drawn.get(i).updated();
            var to = i + 1 < drawn.size() ? drawn.get(i + 1).updated() : last();
            var y = number(y(value.applyAsDouble(drawn.get(i))));
            path.append(i == 0 ? "M" : "L")
                    .append(number(x(from)))
                    .append(' ')
                    .append(y)
                    .append('H')
                    .append(number(x(to)));
        }
        return path.toString();
    }

    private List<Incident> drawn() {
        var drawn = new ArrayList<Incident>();
        for (var revision : revisions) {
            var newest = drawn.size() - 1;
            // The newest may give way to a later one as long as that is near the one before it, which stays.
            if (newest > 0 && x(revision.updated()) - x(drawn.get(newest - 1).updated()) < NEAR) {
                drawn.set(newest, revision);
            } else {
                drawn.add(revision);
            }
        }
        return drawn;
    }

    private double most() {
        return Math.max(
                1,
                revisions.stream()
                        .mapToDouble(revision -> Math.max(
                                revision.evidence().expected(),
                                revision.evidence().heard()))
                        .max()
                        .orElse(1));
    }

    private long first() {
        return revisions.get(0).updated();
    }

    private long last() {
        var newest = revisions.get(revisions.size() - 1);
        var known = newest.state() == Incident.State.OPEN ? Math.max(until, newest.updated()) : newest.updated();
        return Math.max(first() + 60_000, known);
    }

    private double x(long time) {
        return LEFT + (WIDTH - LEFT) * (double) (time - first()) / (last() - first());
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * value / most();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
