package kz.dabyl.collector.adapter.prometheus;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kz.dabyl.collector.gateway.Encoding;
import kz.dabyl.collector.gateway.Faults;
import kz.dabyl.collector.gateway.Format;
import kz.dabyl.collector.gateway.Origin;
import kz.dabyl.collector.gateway.Readings;
import kz.dabyl.collector.gateway.Sightings;
import kz.dabyl.collector.gateway.TargetName;
import kz.dabyl.collector.gateway.Terms;
import kz.dabyl.model.InvalidInputException;

/**
 * Prometheus remote write 1.0 of what a blackbox_exporter measured: one result for each {@code probe_success}, with what
 * the other series of the same scrape say of it. All other series are passed over, so that nobody has to filter.
 */
public final class RemoteWrite implements Format {

    /** A body must not become reports many times its size. */
    static final int MAX_SAMPLES = 50_000;

    private static final String VERSION_1 = "prometheus.writerequest";

    private static final Set<String> NAMES = Set.of(
            "probe_success",
            "probe_duration_seconds",
            "probe_icmp_duration_seconds",
            "probe_http_duration_seconds",
            "probe_dns_lookup_time_seconds",
            "probe_ip_protocol",
            "probe_http_status_code");

    /** Version 2.0 has the same media type with another {@code proto}; it is to be answered 415, and 1.0 comes then. */
    @Override
    public boolean takes(String contentType) {
        var parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        if (!parts[0].strip().equals("application/x-protobuf")) {
            return false;
        }
        for (var i = 1; i < parts.length; i++) {
            var parameter = parts[i].strip();
            if (parameter.startsWith("proto=") && !parameter.substring(6).equals(VERSION_1)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Set<Encoding> encodings() {
        return EnumSet.of(Encoding.SNAPPY);
    }

    @Override
    public boolean inRounds() {
        return true;
    }

    @Override
    public Readings decode(byte[] body, Terms terms) {
        var reading = new Reading(terms);
        try {
            WriteRequest.read(body, reading::take);
        } catch (IOException e) {
            return Readings.malformed("not a WriteRequest of remote write 1.0: " + e.getMessage());
        }
        if (reading.samples > MAX_SAMPLES) {
            return Readings.malformed(
                    "more than " + MAX_SAMPLES + " samples of probes, set max_samples_per_send lower");
        }
        return reading.result();
    }

    /** One body. */
    private static final class Reading {

        private final Terms terms;
        private final Faults faults = new Faults();
        private final Map<Key, Scrape> scrapes = new LinkedHashMap<>();
        private int line;
        private int samples;

        private record Key(String probe, String target, long at) {}

        Reading(Terms terms) {
            this.terms = terms;
        }

        void take(Series series) {
            line++;
            if (!NAMES.contains(series.name())) {
                return;
            }
            samples += series.samples().size();
            if (samples > MAX_SAMPLES) {
                return;
            }
            try {
                var origin = Origin.of(series.labels(), terms.sender());
                takeSamples(series, origin, TargetName.of(series.labels(), measured(series)));
            } catch (InvalidInputException e) {
                // Once for each target is enough: the other series of a scrape bear the same labels.
                if (series.name().equals("probe_success")) {
                    faults.add(line, e);
                }
            }
        }

        private static Optional<String> measured(Series series) {
            var instance = series.label("instance");
            return Optional.of(instance.isEmpty() ? series.label("target") : instance);
        }

        private void takeSamples(Series series, Origin origin, String target) {
            var samples = series.samples();
            for (var i = 0; i < samples.size(); i++) {
                var at = samples.at(i);
                var value = samples.value(i);
                // A marker of staleness is one of the NaNs, and none of the others says anything either.
                if (Double.isNaN(value)) {
                    continue;
                }
                if (!Sightings.isTime(at)) {
                    throw new InvalidInputException("/timestamp", "expected milliseconds since 1970, was " + at);
                }
                scrapes.computeIfAbsent(new Key(origin.probe(), target, at), key -> new Scrape(target))
                        .take(new Scrape.Said(line, series.name(), series.label("phase"), value), origin);
            }
        }

        Readings result() {
            var sightings = new Sightings();
            scrapes.forEach((key, scrape) -> scrape.origin().ifPresent(origin -> {
                try {
                    sightings.add(origin, key.at(), scrape.ping());
                } catch (InvalidInputException e) {
                    faults.add(scrape.line(), e);
                }
            }));
            return new Readings(sightings.reports(), faults.listed(), faults.rejected());
        }
    }
}
