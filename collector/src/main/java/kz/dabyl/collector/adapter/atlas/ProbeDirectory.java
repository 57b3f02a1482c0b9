package kz.dabyl.collector.adapter.atlas;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import kz.dabyl.model.Countries;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Quoted;

/** What is known of probes beforehand: country and autonomous system. Immutable. */
public final class ProbeDirectory {

    /** Knows no probe. */
    public static final ProbeDirectory EMPTY = new ProbeDirectory(Map.of(), Entry.UNKNOWN);

    private static final long LARGEST_ASN = 0xFFFF_FFFFL;

    private final Map<Long, Entry> entries;

    /** Of the probes that are not among {@link #entries}. */
    private final Entry others;

    private record Entry(Optional<String> country, OptionalLong asn) {

        static final Entry UNKNOWN = new Entry(Optional.empty(), OptionalLong.empty());
    }

    private ProbeDirectory(Map<Long, Entry> entries, Entry others) {
        this.entries = entries;
        this.others = others;
    }

    /**
     * Knows of all probes that they are in the same country and network.
     *
     * @param country ISO 3166 code, empty if it is not known
     * @param asn a number, empty if it is not known
     * @throws InvalidInputException if one of them is none; its pointer says which
     */
    public static ProbeDirectory all(String country, String asn) {
        if (!country.isEmpty() && !Countries.isCode(country)) {
            throw new InvalidInputException(
                    "country", "expected an ISO 3166 code such as KZ, was " + Quoted.of(country));
        }
        var number = digits(asn, LARGEST_ASN);
        if (!asn.isEmpty() && number.isEmpty()) {
            throw new InvalidInputException("asn", "expected a number, was " + Quoted.of(asn));
        }
        return new ProbeDirectory(Map.of(), new Entry(Optional.of(country).filter(code -> !code.isEmpty()), number));
    }

    /**
     * Reads CSV with a header that names the columns {@code prb_id}, {@code country} and {@code asn} in any order;
     * country and asn may be empty.
     *
     * @throws InvalidInputException if a column is missing or a probe is no number; the message names the line
     */
    public static ProbeDirectory parse(String csv) {
        var entries = new HashMap<Long, Entry>();
        for (var row : CsvTable.rows(csv, "prb_id", "country", "asn")) {
            var id = digits(row.cell(0), Long.MAX_VALUE)
                    .orElseThrow(() -> row.bad("expected a number as prb_id, was " + Quoted.of(row.cell(0))));
            entries.put(
                    id,
                    new Entry(Optional.of(row.cell(1)).filter(Countries::isCode), digits(row.cell(2), LARGEST_ASN)));
        }
        return new ProbeDirectory(entries, Entry.UNKNOWN);
    }

    /** ISO 3166 code of the country where a probe is. */
    public Optional<String> country(long probe) {
        return entries.getOrDefault(probe, others).country();
    }

    public OptionalLong asn(long probe) {
        return entries.getOrDefault(probe, others).asn();
    }

    private static OptionalLong digits(String text, long max) {
        try {
            var value = Long.parseLong(text);
            return value < 0 || value > max ? OptionalLong.empty() : OptionalLong.of(value);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
