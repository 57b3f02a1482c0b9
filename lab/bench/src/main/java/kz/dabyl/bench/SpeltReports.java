package kz.dabyl.bench;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.StringJoiner;
import java.util.TreeMap;
import kz.dabyl.model.Times;

/** Reports as senders spell them, made up. */
public final class SpeltReports {

    private static final long BEGIN = Instant.parse("2021-04-24T07:00:00Z").toEpochMilli();
    private static final int SPAN_MILLIS = 120_000;
    private static final String[] PLACES = {"8820e60003fffff", "KZ-75", "8820e600adfffff", "8720e6000ffffff", "KZ"};
    private static final String[] NETWORKS = {"401-01", "401-02", "401-77", "AS9198", "AS21299"};
    private static final String[] SOFTWARE = {"dabyl-probe/0.1.0", "dabyl-browser/0.1.0", "other/2"};
    private static final String[] TARGETS = {
        "international/1.1.1.1",
        "domestic/egov.kz",
        "platform/telegram.org",
        "international/8.8.8.8",
        "domestic/kaspi.kz",
        "platform/whatsapp.com"
    };

    /** What the reports of one body have in common. */
    public enum Kind {
        /** All but probe and seq. */
        EXAMPLE,
        /** What one probe says of itself, not what it measured. */
        BACKLOG,
        /** The order of the fields, as our own probes have it. */
        VARIED,
        /** The order of the fields, by the alphabet. */
        SORTED
    }

    private SpeltReports() {}

    static String report(Kind kind, Random random, int number) {
        return switch (kind) {
            case EXAMPLE -> example("g-" + number, 1_000_000_000L + number);
            case BACKLOG -> varied("p-5f0c7e21", 1_000L + number, random, new Random(1), false);
            case VARIED, SORTED ->
                varied(
                        "p-" + Integer.toHexString(random.nextInt()),
                        random.nextInt(random.nextBoolean() ? 50_000 : 50_000_000),
                        random,
                        random,
                        kind == Kind.SORTED);
        };
    }

    /** The contract's example, by another probe. */
    private static String example(String probe, long seq) {
        return "{\"probe\":\"" + probe + "\",\"seq\":" + seq
                + ",\"at\":\"2021-04-24T07:00:30.000Z\",\"interval_s\":30,\n"
                + " \"place\":\"8820e60003fffff\",\"network\":\"401-01\",\"access\":\"mobile\",\"boot\":\"b-91\","
                + "\"software\":\"dabyl-probe/0.1.0\",\"power\":\"battery\",\n"
                + " \"pings\":[{\"target\":\"international/1.1.1.1\",\"ok\":true,\"rtt_ms\":84.2},\n"
                + "          {\"target\":\"domestic/egov.kz\",\"ok\":true,\"rtt_ms\":21.9},\n"
                + "          {\"target\":\"platform/telegram.org\",\"ok\":false,\"error\":\"timeout\"}]}";
    }

    /** @param self says what the probe is, {@code random} what it measures */
    private static String varied(String probe, long seq, Random random, Random self, boolean sorted) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("probe", quoted(probe));
        fields.put("seq", Long.toString(seq));
        fields.put("at", quoted(Times.format(BEGIN + random.nextInt(SPAN_MILLIS))));
        fields.put("interval_s", self.nextInt(3) == 0 ? "60" : "30");
        fields.put("place", quoted(one(PLACES, self)));
        fields.put("network", quoted(one(NETWORKS, self)));
        fields.put("access", self.nextBoolean() ? "\"mobile\"" : "\"fixed\"");
        if (self.nextInt(4) > 0) {
            fields.put("boot", quoted("b-" + Integer.toHexString(self.nextInt())));
        }
        fields.put("software", quoted(one(SOFTWARE, self)));
        if (self.nextInt(3) > 0) {
            fields.put("power", self.nextBoolean() ? "\"mains\"" : "\"battery\"");
        }
        fields.put("pings", pings(self.nextInt(2) * 3, random, sorted));
        return spelt(sorted ? new TreeMap<>(fields) : fields);
    }

    private static String pings(int first, Random random, boolean sorted) {
        var pings = new StringJoiner(",", "[", "]");
        for (var target = first; target < first + 3; target++) {
            var fields = new LinkedHashMap<String, String>();
            fields.put("target", quoted(TARGETS[target]));
            var ok = random.nextInt(10) > 0;
            fields.put("ok", Boolean.toString(ok));
            if (ok) {
                fields.put(
                        "rtt_ms", (5 + random.nextInt(400)) + "." + random.nextInt(random.nextBoolean() ? 10 : 1_000));
            } else {
                fields.put("error", random.nextBoolean() ? "\"timeout\"" : "\"refused\"");
            }
            if (random.nextInt(20) == 0) {
                fields.put("kbps", Integer.toString(random.nextInt(100_000)));
            }
            pings.add(spelt(sorted ? new TreeMap<>(fields) : fields));
        }
        return pings.toString();
    }

    private static String spelt(Map<String, String> fields) {
        var text = new StringJoiner(",", "{", "}");
        fields.forEach((name, value) -> text.add(quoted(name) + ":" + value));
        return text.toString();
    }

    private static String one(String[] some, Random random) {
        return some[random.nextInt(some.length)];
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }
}
