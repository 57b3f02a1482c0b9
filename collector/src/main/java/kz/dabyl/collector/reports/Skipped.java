package kz.dabyl.collector.reports;

/**
 * Finds the end of a JSON value in UTF-8 by its brackets and quotes alone, whatever is within: where a parser will not go on
 * because of what it holds, the values behind it can still be told apart.
 */
final class Skipped {

    private Skipped() {}

    /** Where the value that begins at {@code from} ends, or {@code to} if it does not. */
    static int value(byte[] json, int from, int to) {
        var depth = 0;
        var at = from;
        while (at < to) {
            switch (json[at]) {
                case '"' -> at = string(json, at, to) - 1;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        return at;
                    }
                }
                default -> {}
            }
            if (depth < 0) {
                return at;
            }
            at++;
        }
        return to;
    }

    /** Behind the quote that ends the string which begins at {@code from}. */
    private static int string(byte[] json, int from, int to) {
        var at = from + 1;
        while (at < to && json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return Math.min(at + 1, to);
    }
}
