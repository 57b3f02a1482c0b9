package kz.dabyl.model;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** RFC 3339 times as the contract writes them: UTC, milliseconds. */
public final class Times {

    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** RFC 3339 and no more: ISO 8601 would allow years of nine digits, and times without seconds. */
    private static final DateTimeFormatter RFC_3339 = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd'T'HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final Pattern UNESCAPED_PLUS = Pattern.compile("(.*[Tt].*) ([0-9]{2}:[0-9]{2})");
    private static final Pattern LEAP_SECOND = Pattern.compile("(.{16}):60(?:\\.[0-9]+)?([^0-9.].*)");
    private static final Pattern FINER_THAN_NANOS = Pattern.compile("(\\.[0-9]{9})[0-9]+");
    private static final long DAY_MILLIS = 86_400_000;
    private static final int SECONDS_LENGTH = "2021-04-24T07:00:30Z".length();
    private static final int MILLIS_LENGTH = "2021-04-24T07:00:30.000Z".length();
    private static final long MIN = Instant.parse("1970-01-01T00:00:00Z").toEpochMilli();
    /** The last millisecond of the year 9999. */
    static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    private Times() {}

    /** {@code millis} since the epoch as {@code 2021-04-24T07:00:30.000Z}. */
    public static String format(long millis) {
        return millis < MIN || millis > LAST ? MILLIS.format(Instant.ofEpochMilli(millis)) : formatUtc(millis);
    }

    /** The same without the formatter: a message that is stored bears a dozen of times. */
    private static String formatUtc(long millis) {
        var date = LocalDate.ofEpochDay(millis / DAY_MILLIS);
        var rest = (int) (millis % DAY_MILLIS);
        var text = "0000-00-00T00:00:00.000Z".getBytes(StandardCharsets.ISO_8859_1);
        put(text, 4, date.getYear());
        put(text, 7, date.getMonthValue());
        put(text, 10, date.getDayOfMonth());
        put(text, 13, rest / 3_600_000);
        put(text, 16, rest / 60_000 % 60);
        put(text, 19, rest / 1_000 % 60);
        put(text, 23, rest % 1_000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Writes the digits of {@code value} so that they end before {@code end}. */
    private static void put(byte[] text, int end, int value) {
        var left = value;
        for (var at = end - 1; left > 0; at--) {
            text[at] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    /**
     * Epoch milliseconds of an RFC 3339 time between 1970 and 9999, with or without a fraction, of which milliseconds are
     * kept; else empty.
     */
    public static OptionalLong parse(String text) {
        if (text.length() == MILLIS_LENGTH || text.length() == SECONDS_LENGTH) {
            var fast = parseUtc(text);
            if (fast >= 0) {
                return OptionalLong.of(fast);
            }
        }
        var millis = parseRfc3339(text);
        return millis.isPresent() && millis.getAsLong() >= MIN && millis.getAsLong() <= LAST
                ? millis
                : OptionalLong.empty();
    }

    /** The same from a query, where a plus that nobody escaped has become a space. */
    public static OptionalLong parseParameter(String text) {
        return parse(UNESCAPED_PLUS.matcher(text).replaceFirst("$1+$2"));
    }

    /**
     * The same for what a clock shows that may be wrong: a time outside of those years counts as the nearest within. A
     * clock that has lost its battery shows the beginning of 1970, and east of Greenwich that is 1969.
     */
    public static OptionalLong parseReading(String text) {
        var usual = parse(text);
        if (usual.isPresent()) {
            return usual;
        }
        var millis = parseRfc3339(text);
        return millis.isPresent()
                ? OptionalLong.of(Math.max(MIN, Math.min(LAST, millis.getAsLong())))
                : OptionalLong.empty();
    }

    private static OptionalLong parseRfc3339(String text) {
        var leap = LEAP_SECOND.matcher(text);
        if (leap.matches()) {
            return parseLeapSecond(leap.group(1) + ":59" + leap.group(2));
        }
        try {
            var cut = FINER_THAN_NANOS.matcher(text).replaceFirst("$1");
            return OptionalLong.of(
                    OffsetDateTime.parse(cut, RFC_3339).toInstant().toEpochMilli());
        } catch (DateTimeException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Such a second may end June and December. Our days have none: it is over in the last millisecond before midnight, so
     * that time never goes back.
     */
    private static OptionalLong parseLeapSecond(String before) {
        var millis = parseRfc3339(before);
        if (millis.isEmpty()) {
            return millis;
        }
        var next = Instant.ofEpochMilli(millis.getAsLong() + 1000).atZone(ZoneOffset.UTC);
        var halfYear = next.getDayOfYear() == 1 || (next.getMonthValue() == 7 && next.getDayOfMonth() == 1);
        return halfYear && next.toLocalTime().truncatedTo(ChronoUnit.SECONDS).equals(LocalTime.MIDNIGHT)
                ? OptionalLong.of(next.toInstant().toEpochMilli() - 1)
                : OptionalLong.empty();
    }

    /** The form that probes send, without the formatter's garbage; -1 when it is another form or no time at all. */
    private static long parseUtc(String text) {
        if (text.charAt(text.length() - 1) != 'Z'
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            return -1;
        }
        var year = digits(text, 0, 4);
        var month = digits(text, 5, 7);
        var day = digits(text, 8, 10);
        var hour = digits(text, 11, 13);
        var minute = digits(text, 14, 16);
        var second = digits(text, 17, 19);
        var millis = 0;
        if (text.length() == MILLIS_LENGTH) {
            millis = text.charAt(19) == '.' ? digits(text, 20, 23) : -1;
        }
        if ((year | month | day | hour | minute | second | millis) < 0
                || year < 1970
                || month < 1
                || month > 12
                || day < 1
                || day > daysIn(year, month)
                || hour > 23
                || minute > 59
                || second > 59) {
            return -1;
        }
        return ((daysSinceEpoch(year, month, day) * 24 + hour) * 60 + minute) * 60_000L + second * 1000L + millis;
    }

    private static int digits(String text, int from, int to) {
        var value = 0;
        for (var i = from; i < to; i++) {
            var digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int daysIn(int year, int month) {
        return switch (month) {
            case 2 -> year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Days of the civil calendar by counting years from March, so that the leap day is the last of its year. */
    private static long daysSinceEpoch(int year, int month, int day) {
        var fromMarch = month <= 2 ? year - 1L : year;
        var monthFromMarch = (month + 9) % 12;
        var dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
        return fromMarch * 365 + fromMarch / 4 - fromMarch / 100 + fromMarch / 400 + dayOfYear - 719_468;
    }
}
