package kz.dabyl.bench.detection;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown, row by row. Not thread-safe. */
final class MarkdownTable {

    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    MarkdownTable(String... head) {
        this.head = List.of(head);
    }

    /** @throws IllegalArgumentException if the row has not a cell for each column */
    MarkdownTable row(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException("expected " + head.size() + " cells, were " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(line(head));
        text.append(line(head.stream().map(name -> "---").toList()));
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
