package kz.dabyl.detector.dossier;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import kz.dabyl.detector.core.IncidentFold.Reports;
import kz.dabyl.model.Incident;
import kz.dabyl.words.MarkupText;

/** A timeline as SVG: what was expected as a dashed line, what was heard as a full one, and the times of the incident. */
final class Plot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 150;
    private static final int LEFT = 44;
    private static final int TOP = 26;

    private final List<Timeline.Point> points;
    private final Incident incident;
    private final DossierWords words;
    private final long from;
    private final long until;
    private final PlaceClock clock;

    Plot(Timeline timeline, Incident incident, DossierWords words) {
        this.points = timeline.points();
        this.incident = incident;
        this.words = words;
        this.clock = PlaceClock.of(incident);
        this.from = points.get(0).until();
        this.until = Math.max(from + 1, points.get(points.size() - 1).until());
    }

    /** Both panels, one below the other. */
    String svg() {
        return panel("plot.affected", Timeline.Point::affected) + panel("plot.others", Timeline.Point::others);
    }

    private String panel(String title, Function<Timeline.Point, Reports> which) {
        var most = points.stream()
                .map(which)
                .mapToDouble(pulse -> Math.max(pulse.expected(), pulse.heard()))
                .max()
                .orElse(0);
        var top = Math.max(1, Math.ceil(most));
        var text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\""
                        + " font-size=\"11\"><title>%s</title>%n",
                WIDTH,
                HEIGHT + TOP + 20,
                MarkupText.of(words.get(title))));
        text.append(line(LEFT, y(0, top), WIDTH, y(0, top), "#888", ""));
        text.append(label(LEFT - 4, y(0, top) + 4, "end", "0"));
        text.append(label(LEFT - 4, y(top, top) + 4, "end", String.valueOf((long) top)));
        text.append(label(LEFT, 12, "start", words.get(title)));
        text.append(label(x(from), HEIGHT + TOP + 14, "start", clock.minute(from)));
        text.append(label(x(until), HEIGHT + TOP + 14, "end", clock.minute(until)));
        mark(text, incident.started(), "#b00", "plot.started", "end", top);
        mark(text, incident.detected(), "#06c", "plot.detected", "start", top);
        if (incident.ended() != null) {
            mark(text, incident.ended(), "#080", "plot.ended", "start", top);
        }
        text.append(curve(point -> which.apply(point).expected(), top, "#888", " stroke-dasharray=\"4 3\""));
        text.append(curve(point -> which.apply(point).heard(), top, "#111", ""));
        return text.append("</svg>\n").toString();
    }

    private void mark(StringBuilder text, long time, String colour, String word, String anchor, double top) {
        if (time >= from && time <= until) {
            text.append(line(x(time), TOP, x(time), y(0, top), colour, " stroke-dasharray=\"1 2\""));
            text.append("<text x=\"" + number(x(time)) + "\" y=\"" + (TOP - 2) + "\" text-anchor=\"" + anchor
                    + "\" fill=\"" + colour + "\">" + MarkupText.of(words.get(word)) + "</text>\n");
        }
    }

    private String curve(ToDoubleFunction<Timeline.Point> value, double top, String colour, String dashes) {
        var corners = new StringBuilder();
        for (var point : points) {
            corners.append(number(x(point.until())))
                    .append(',')
                    .append(number(y(value.applyAsDouble(point), top)))
                    .append(' ');
        }
        return "<polyline fill=\"none\" stroke=\"" + colour + "\"" + dashes + " points=\""
                + corners.toString().strip() + "\"/>\n";
    }

    private static String line(double x1, double y1, double x2, double y2, String colour, String dashes) {
        return "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2)
                + "\" stroke=\"" + colour + "\"" + dashes + "/>\n";
    }

    private static String label(double x, double y, String anchor, String text) {
        return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" text-anchor=\"" + anchor + "\">"
                + MarkupText.of(text) + "</text>\n";
    }

    private double x(long time) {
        return LEFT + (WIDTH - LEFT) * (double) (time - from) / (until - from);
    }

    private static double y(double value, double top) {
        return TOP + HEIGHT * (1 - value / top);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
