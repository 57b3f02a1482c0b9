package kz.dabyl.app.atlas;

import java.util.HashMap;
import java.util.List;
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
        var lines = csv.lines().toList();
        var header = lines.isEmpty() ? List.<String>of() : cells(lines.get(0));
        var probe = column(header, "prb_id");
        var country = column(header, "country");
        var asn = column(header, "asn");
        var entries = new HashMap<Long, Entry>();
        for (var i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            var cells = cells(lines.get(i));
            var line = i + 1;
            var id = ConnectionLogReader.digits(cell(cells, probe), Long.MAX_VALUE)
                    .orElseThrow(() -> new InvalidInputException(
                            "line " + line, "expected a number as prb_id, was '" + cell(cells, probe) + "'"));
            entries.put(
                    id,
                    new Entry(
                            Optional.of(cell(cells, country))
                                    .filter(code -> COUNTRY.matcher(code).matches()),
                            ConnectionLogReader.digits(cell(cells, asn), LARGEST_ASN)));
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

    private static List<String> cells(String line) {
        return Pattern.compile(",")
                .splitAsStream(line)
                .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }

    private static String cell(List<String> cells, int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    private static int column(List<String> header, String name) {
        var column = header.indexOf(name);
        if (column < 0) {
            throw new InvalidInputException("line 1", "expected a header with prb_id,country,asn, has no " + name);
        }
        return column;
    }
}
