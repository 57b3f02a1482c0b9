package kz.dabyl.collector.calendar;

import biweekly.component.VEvent;
import biweekly.property.ValuedProperty;
import java.util.Optional;
import java.util.regex.Pattern;
import kz.dabyl.model.Rally;
import org.jspecify.annotations.Nullable;

/** Tells where an event is: by its point, by a point in its place's text, or by a place's name. Pure. */
final class Venue {

    private static final String NUMBER = "([+-]?[0-9]{1,3}(?:\\.[0-9]{1,12})?)";

    /** GEO, a geo: URI (RFC 5870), or what people copy from a map. */
    private static final Pattern POINT = Pattern.compile("(?:geo:)?\\s*" + NUMBER + "\\s*[,;]\\s*" + NUMBER);

    private Venue() {}

    /** @param usualRadius in metres, of a point without one */
    static Ground of(VEvent event, double usualRadius) throws Skip {
        var radius = radius(event, usualRadius);
        var geo = event.getGeo();
        if (geo != null && geo.getLatitude() != null && geo.getLongitude() != null) {
            return Ground.of(circle(geo.getLatitude(), geo.getLongitude(), radius));
        }
        var apple = event.getExperimentalProperty("X-APPLE-STRUCTURED-LOCATION");
        if (apple != null) {
            var point = point(apple.getValue(), radius(apple.getParameter("X-APPLE-RADIUS"), radius));
            if (point.isPresent()) {
                return point.get();
            }
        }
        var location = ValuedProperty.getValue(event.getLocation());
        if (location == null || location.isBlank()) {
            throw new Skip("it has neither GEO nor LOCATION");
        }
        var named = point(location, radius).or(() -> Gazetteer.find(location));
        return named.orElseThrow(() -> new Skip("its LOCATION '" + Words.line(location)
                + "' is neither a known city or region nor 'lat, lon', and it has no GEO"));
    }

    private static Optional<Ground> point(@Nullable String text, double radius) throws Skip {
        var match = POINT.matcher(text == null ? "" : text.strip());
        if (!match.lookingAt()) {
            return Optional.empty();
        }
        return Optional.of(
                Ground.of(circle(Double.parseDouble(match.group(1)), Double.parseDouble(match.group(2)), radius)));
    }

    private static Rally.Circle circle(double latitude, double longitude, double radius) throws Skip {
        if (!(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)) {
            throw new Skip("its point is not on the earth: expected latitude;longitude in degrees");
        }
        return new Rally.Circle(latitude, longitude, radius);
    }

    private static double radius(VEvent event, double usual) throws Skip {
        var own = event.getExperimentalProperty("X-DABYL-RADIUS");
        return own == null ? usual : radius(own.getValue(), usual);
    }

    private static double radius(@Nullable String text, double usual) throws Skip {
        if (text == null) {
            return usual;
        }
        var number = text.strip();
        if (!number.matches("[0-9]{1,9}(\\.[0-9]{1,15})?")) {
            throw new Skip("its radius is no number of metres");
        }
        var metres = Double.parseDouble(number);
        if (!(metres >= 1 && metres <= ImportTerms.MOST_RADIUS_METRES)) {
            throw new Skip("its radius is not from 1 to " + (long) ImportTerms.MOST_RADIUS_METRES + " metres");
        }
        return metres;
    }
}
