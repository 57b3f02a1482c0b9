package kz.dabyl.collector.adapter.atlas;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import kz.dabyl.model.InvalidInputException;

/** What is known of probes beforehand: country and autonomous system. Immutable. */
public final class ProbeDirectory {

    /** Knows no probe. */
    public static final ProbeDirectory EMPTY = new ProbeDirectory(Map.of());

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final long LARGEST_ASN = 0xFFFF_FFFFL;

    private final Map<Long, Entry> entries;

    private record Entry(Optional<String> country, OptionalLong asn) {}

    private ProbeDirectory(Map<Long, Entry> entries) {
        this.entries = entries;
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
                    .orElseThrow(() -> row.bad("expected a number as prb_id, was '" + row.cell(0) + "'"));
            entries.put(
                    id,
                    new Entry(
                            Optional.of(row.cell(1))
                                    .filter(code -> COUNTRY.matcher(code).matches()),
                            digits(row.cell(2), LARGEST_ASN)));
        }
        return new ProbeDirectory(entries);
    }

    /** ISO 3166 code of the country where a probe is. */
    public Optional<String> country(long probe) {
        return Optional.ofNullable(entries.get(probe)).flatMap(Entry::country);
    }

    public OptionalLong asn(long probe) {
        var entry = entries.get(probe);
        return entry == null ? OptionalLong.empty() : entry.asn();
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
