package kz.dabyl.alerts.subscriptions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.alerts.subscriptions.TermsReader.Fault;
import kz.dabyl.model.Quoted;

/** The bad values that were found so far. Not thread-safe. */
final class Faults {

    private final List<Fault> faults = new ArrayList<>();

    void bad(String pointer, String detail) {
        faults.add(new Fault(pointer, detail));
    }

    /** The value at {@code pointer} is not what was expected. */
    void expected(String pointer, String expected, JsonNode was) {
        bad(pointer, "expected " + expected + ", was " + shown(was));
    }

    List<Fault> all() {
        return List.copyOf(faults);
    }

    static boolean absent(JsonNode node) {
        return node.isNull() || node.isMissingNode();
    }

    /** A value for people, cut if it is long. */
    static String shown(JsonNode node) {
        if (absent(node)) {
            return "absent";
        }
        return Quoted.of(node);
    }
}
