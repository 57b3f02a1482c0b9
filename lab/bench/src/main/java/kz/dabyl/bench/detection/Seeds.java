package kz.dabyl.bench.detection;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Seeds as one writes them: numbers and ranges, separated by commas. */
final class Seeds {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private Seeds() {}

    /** @throws IllegalArgumentException if the text names none */
    static List<Long> of(String text) {
        return Stream.of(text.split(",", -1))
                .flatMapToLong(Seeds::range)
                .boxed()
                .distinct()
                .toList();
    }

    private static LongStream range(String text) {
        var parts = RANGE.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("expected numbers or ranges such as 101-103, was '" + text + "'");
        }
        var from = Long.parseLong(parts.group(1));
        var until = parts.group(2) == null ? from : Long.parseLong(parts.group(2));
        if (until < from) {
            throw new IllegalArgumentException("expected the lower end of '" + text + "' first");
        }
        return LongStream.rangeClosed(from, until);
    }
}
