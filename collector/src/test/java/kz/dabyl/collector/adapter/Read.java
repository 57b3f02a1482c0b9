package kz.dabyl.collector.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;

/** Reads documents in tests. Quotes may be single, so that JSON stands readably in Java. */
public final class Read {

    private Read() {}

    public static Adapted text(Adapter adapter, String json) {
        var bytes = json.replace('\'', '"').getBytes(UTF_8);
        return adapter.read(bytes, 0, bytes.length);
    }

    /** The report of a document that makes one. */
    public static Report report(Adapter adapter, String json) {
        return report(text(adapter, json));
    }

    public static Report report(Adapter adapter, JsonNode document) {
        return report(adapter.read(document));
    }

    private static Report report(Adapted adapted) {
        assertThat(adapted).isInstanceOf(Adapted.Reports.class);
        return ((Adapted.Reports) adapted).reports().get(0);
    }

    /** The ping of a document whose report has one. */
    public static Ping ping(Adapter adapter, String json) {
        var pings = report(adapter, json).pings();
        assertThat(pings).hasSize(1);
        return pings.get(0);
    }

    /** The rejection of a document that makes no report. */
    public static Adapted.Rejected rejected(Adapter adapter, String json) {
        var adapted = text(adapter, json);
        assertThat(adapted).isInstanceOf(Adapted.Rejected.class);
        return (Adapted.Rejected) adapted;
    }
}
