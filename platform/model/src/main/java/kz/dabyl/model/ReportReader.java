package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks reports from JSON, token by token, by the table of the contract's section 2. Unknown fields are
 * passed over; of a field that stands twice the last value counts, but each must be good; the first bad value is what
 * {@link Parsed.Bad} names.
 *
 * <p>One instance reads any number of reports, one after the other. Not thread-safe.
 */
public final class ReportReader {

    /**
     * Parser limits for whatever comes from outside: what no field of ours needs, and what may stand in fields that are
     * passed over without taking much memory.
     */
    public static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1000)
                    .maxNumberLength(1000)
                    .maxStringLength(64 * 1024)
                    .maxNameLength(1024)
                    .build())
            .build();

    /** Results that a report has at most. */
    public static final int MAX_PINGS = 32;

    /** The longest promise. */
    public static final int MAX_INTERVAL_SECONDS = 3600;

    static final int MAX_BOOT = 64;
    static final int MAX_SOFTWARE = 128;

    private static final Pattern PROBE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern NETWORK = Pattern.compile("[0-9]{3}-[0-9]{2,3}|AS[0-9]{1,10}");
    private static final long MAX_AS = 0xFFFFFFFFL;

    private static final Set<String> FIELDS = Set.of(
            "probe", "seq", "at", "interval_s", "place", "network", "access", "boot", "software", "power", "pings");

    private final PingReader pingReader = new PingReader();
    private final FieldReader fields = new FieldReader();

    private @Nullable String probe;
    private long seq;
    private long at;
    private int interval;
    private @Nullable String place;
    private @Nullable String network;
    private @Nullable Access access;
    private @Nullable String boot;
    private @Nullable String software;
    private @Nullable Power power;
    private List<Ping> pings = List.of();

    /** A report, or why it is none. */
    public sealed interface Parsed {

        record Ok(Report report) implements Parsed {}

        /**
         * A report that cannot be taken.
         *
         * @param pointer JSON pointer to the bad value, relative to the report
         */
        record Bad(String pointer, String detail) implements Parsed {}
    }

    /**
     * Reads the value at which {@code json} stands and leaves it at that value's last token.
     *
     * @throws StreamConstraintsException if a value is longer or nested deeper than is read; {@link #fault} says which,
     *     and {@code json} cannot go on, though the text behind the report may be good
     * @throws IOException if the text is no JSON, so that nothing after this point can be read
     */
    public Parsed read(JsonParser json) throws IOException {
        reset();
        if (json.currentToken() != JsonToken.START_OBJECT) {
            return noObject(json);
        }
        while (nextName(json)) {
            var name = json.currentName();
            try {
                json.nextToken();
                readField(json, name);
            } catch (StreamConstraintsException e) {
                throw tooMuch(name, e);
            }
        }
        return result();
    }

    private Parsed noObject(JsonParser json) throws IOException {
        try {
            fields.bad("", "expected an object, was " + FieldReader.shown(json));
            json.skipChildren();
        } catch (StreamConstraintsException e) {
            throw tooMuch(null, e);
        }
        return result();
    }

    /** False at the end of the object. The parser looks at a number as soon as it has the name before it. */
    private boolean nextName(JsonParser json) throws IOException {
        var before = json.currentName();
        try {
            return json.nextToken() != JsonToken.END_OBJECT;
        } catch (StreamConstraintsException e) {
            var name = json.currentName();
            // A name that is too long itself never becomes the current one.
            throw tooMuch(Objects.equals(name, before) ? null : name, e);
        }
    }

    private StreamConstraintsException tooMuch(@Nullable String name, StreamConstraintsException e) {
        fields.leavePing();
        fields.bad(
                name != null && FIELDS.contains(name) ? name : "", "a value is longer, or nested deeper, than is read");
        return e;
    }

    /** What the report that was read last is wrong in, as far as it was read. */
    public Optional<Parsed.Bad> fault() {
        return Optional.ofNullable(fields.problem());
    }

    /** Whether a probe may be called so. */
    public static boolean isProbe(String text) {
        return PROBE.matcher(text).matches();
    }

    /** Whether it is {@code MCC-MNC} or {@code AS…}. */
    public static boolean isNetwork(String text) {
        return NETWORK.matcher(text).matches()
                && (text.charAt(0) != 'A' || Long.parseLong(text.substring(2)) <= MAX_AS);
    }

    /** Whether it is {@code name/version}. */
    static boolean isSoftware(String text) {
        var slash = text.indexOf('/', 1);
        return slash > 0 && slash < text.length() - 1;
    }

    /** Whether a report may name a target so: a class, a slash and a name, in text that UTF-8 can hold. */
    public static boolean isTarget(String text) {
        return text.length() <= PingReader.MAX_TARGET && FieldReader.wellFormed(text) && PingReader.isTarget(text);
    }

    private void reset() {
        fields.reset();
        probe = null;
        seq = -1;
        at = Long.MIN_VALUE;
        interval = Report.NO_PROMISE;
        place = null;
        network = null;
        access = null;
        boot = null;
        software = null;
        power = null;
        pings = List.of();
    }

    private void readField(JsonParser json, String name) throws IOException {
        switch (name) {
            case "probe" -> probe = fields.matching(json, name, PROBE);
            case "seq" -> seq = fields.integer(json, name, 0, Long.MAX_VALUE);
            case "at" -> at = fields.time(json, name);
            case "interval_s" ->
                interval = json.currentToken() == JsonToken.VALUE_NULL
                        ? Report.NO_PROMISE
                        : (int) fields.integer(json, name, 0, MAX_INTERVAL_SECONDS);
            case "place" -> place = readPlace(json);
            case "network" -> network = readNetwork(json);
            case "access" -> access = fields.word(json, name, Access::ofWord, "mobile or fixed");
            case "boot" -> boot = fields.optionalText(json, name, MAX_BOOT);
            case "software" -> software = readSoftware(json);
            case "power" ->
                power = json.currentToken() == JsonToken.VALUE_NULL
                        ? null
                        : fields.word(json, name, Power::ofWord, "mains, battery or low");
            case "pings" -> readPings(json);
            default -> json.skipChildren();
        }
    }

    private @Nullable String readSoftware(JsonParser json) throws IOException {
        var text = fields.optionalText(json, "software", MAX_SOFTWARE);
        if (text != null && !isSoftware(text)) {
            fields.bad("software", "expected name/version, was '" + text + "'");
            return null;
        }
        return text;
    }

    private @Nullable String readNetwork(JsonParser json) throws IOException {
        var text = fields.matching(json, "network", NETWORK);
        if (text != null && !isNetwork(text)) {
            fields.bad("network", "expected a number of an autonomous system up to " + MAX_AS + ", was '" + text + "'");
            return null;
        }
        return text;
    }

    private @Nullable String readPlace(JsonParser json) throws IOException {
        var text = fields.text(json, "place", FieldReader.MAX_WORD);
        if (text == null) {
            return null;
        }
        var canonical = Places.canonical(text);
        if (canonical.isEmpty()) {
            fields.bad(
                    "place",
                    "expected an H3 index of resolution %d to %d or an ISO 3166 code, was '%s'"
                            .formatted(Places.COARSEST, Places.FINEST, text));
        }
        return canonical.orElse(null);
    }

    private void readPings(JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            pings = List.of();
            return;
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            fields.bad("pings", "expected an array, was " + FieldReader.shown(json));
            json.skipChildren();
            return;
        }
        var read = new ArrayList<Ping>(8);
        var count = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            fields.enterPing(count);
            var ping = pingReader.read(json, fields);
            if (ping != null && count < MAX_PINGS) {
                read.add(ping);
            }
            count++;
        }
        fields.leavePing();
        if (count > MAX_PINGS) {
            fields.bad("pings", "expected at most " + MAX_PINGS + " results, were " + count);
        }
        pings = read;
    }

    private Parsed result() {
        if (probe == null) {
            fields.bad("probe", "is required");
        }
        if (seq < 0) {
            fields.bad("seq", "is required");
        }
        if (at == Long.MIN_VALUE) {
            fields.bad("at", "is required");
        }
        if (place == null) {
            fields.bad("place", "is required");
        }
        if (network == null) {
            fields.bad("network", "is required");
        }
        if (access == null) {
            fields.bad("access", "is required");
        }
        var problem = fields.problem();
        if (problem != null || probe == null || place == null || network == null || access == null) {
            return problem == null ? new Parsed.Bad("", "incomplete") : problem;
        }
        return new Parsed.Ok(
                new Report(probe, seq, at, interval, place, network, access, boot, software, power, pings));
    }
}
