package kz.dabyl.collector.adapter.telegraf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import kz.dabyl.collector.gateway.Encoding;
import kz.dabyl.collector.gateway.Faults;
import kz.dabyl.collector.gateway.Format;
import kz.dabyl.collector.gateway.Origin;
import kz.dabyl.collector.gateway.Readings;
import kz.dabyl.collector.gateway.Sightings;
import kz.dabyl.collector.gateway.Terms;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.runtime.http.MediaType;

/**
 * Line protocol as Telegraf's {@code outputs.http} posts it. Measurements other than those of {@link Results} are passed
 * over, so that nobody has to filter.
 */
public final class Telegraf implements Format {

    private final int mostReports;

    /** Of requests. */
    public Telegraf() {
        this(Sightings.MAX_REPORTS);
    }

    /** @param mostReports that may come of one body */
    public Telegraf(int mostReports) {
        this.mostReports = mostReports;
    }

    @Override
    public boolean takes(String contentType) {
        return MediaType.of(contentType).equals("text/plain");
    }

    @Override
    public Set<Encoding> encodings() {
        return EnumSet.of(Encoding.IDENTITY, Encoding.GZIP);
    }

    @Override
    public boolean inRounds() {
        return true;
    }

    @Override
    public Readings decode(byte[] body, Terms terms) {
        var unit = unit(terms.query().getOrDefault("precision", "ns"));
        if (unit.isEmpty()) {
            return Readings.malformed("expected precision=ns, us, ms or s");
        }
        var lines = new LineProtocol(new String(body, UTF_8));
        var sightings = new Sightings(mostReports);
        var faults = new Faults();
        while (lines.hasNext()) {
            try {
                take(lines.next(), unit.get(), terms, sightings);
            } catch (SyntaxException e) {
                faults.add(lines.line(), "", e.detail());
            } catch (InvalidInputException e) {
                faults.add(lines.line(), e);
            }
        }
        return new Readings(sightings.reports(), faults.listed(), faults.rejected());
    }

    private static Optional<TimeUnit> unit(String precision) {
        return switch (precision) {
            case "ns", "n" -> Optional.of(TimeUnit.NANOSECONDS);
            case "us", "u", "µ" -> Optional.of(TimeUnit.MICROSECONDS);
            case "ms" -> Optional.of(TimeUnit.MILLISECONDS);
            case "s" -> Optional.of(TimeUnit.SECONDS);
            default -> Optional.empty();
        };
    }

    private static void take(Point point, TimeUnit unit, Terms terms, Sightings sightings) {
        var ping = Results.of(point);
        if (ping.isEmpty()) {
            return;
        }
        var time = point.timestamp();
        var at = time.isPresent() ? unit.toMillis(time.getAsLong()) : terms.received();
        if (!Sightings.isTime(at)) {
            throw new InvalidInputException("/timestamp", "expected a time after 1970 in the unit of the precision");
        }
        sightings.add(Origin.of(point.tags(), terms.sender()), at, ping.get());
    }
}
