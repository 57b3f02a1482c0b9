package kz.dabyl.collector.adapter.atlas;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import kz.dabyl.model.InvalidInputException;

/** A small table with a header, as people keep them: cells may stand in quotes but hold no commas. Immutable. */
final class CsvTable {

    private static final Pattern COMMA = Pattern.compile(",");

    private CsvTable() {}

    /**
     * The rows of a text, each with the cells of {@code columns} in that order; a cell that is missing is empty.
     *
     * @throws InvalidInputException if the header lacks a column
     */
    static List<Row> rows(String csv, String... columns) {
        var lines = csv.lines().toList();
        var header = lines.isEmpty() ? List.<String>of() : cells(lines.get(0));
        var rows = new ArrayList<Row>();
        var places = new ArrayList<Integer>();
        for (var column : columns) {
            if (!header.contains(column)) {
                throw new InvalidInputException(
                        "line 1", "expected a header with " + String.join(",", columns) + ", has no " + column);
            }
            places.add(header.indexOf(column));
        }
        for (var i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                var cells = cells(lines.get(i));
                rows.add(new Row(
                        i + 1,
                        places.stream()
                                .map(place -> place < cells.size() ? cells.get(place) : "")
                                .toList()));
            }
        }
        return rows;
    }

    private static List<String> cells(String line) {
        return COMMA.splitAsStream(line)
                .map(cell -> cell.strip().replaceAll("^\"|\"$", ""))
                .toList();
    }

    /** @param line in the file, from 1 */
    record Row(int line, List<String> cells) {

        String cell(int column) {
            return cells.get(column);
        }

        InvalidInputException bad(String detail) {
            return new InvalidInputException("line " + line, detail);
        }
    }
}
