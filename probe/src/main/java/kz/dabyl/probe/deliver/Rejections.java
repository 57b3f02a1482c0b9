package kz.dabyl.probe.deliver;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.ReportReader;

/** Reads out of an answer why lines of a batch were refused: the elements of {@code rejected}, or of a problem's {@code errors}. */
final class Rejections {

    private static final int MOST = 5;

    /** What the types of a collector's problems begin with. */
    private static final String PROBLEM = "/problems/";

    private Rejections() {}

    /** A few of them, in words; empty if there are none or the answer is not what it should be. */
    static List<String> in(String body) {
        var found = new ArrayList<String>();
        try (var json = ReportReader.FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return found;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                var list = json.nextToken() == JsonToken.START_ARRAY;
                if (list && (name.equals("rejected") || name.equals("errors"))) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        found.add(one(json));
                    }
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            // What was understood until there is all that can be said.
        }
        return found.size() <= MOST ? found : List.copyOf(found.subList(0, MOST));
    }

    /** Whether a collector says this, in a problem of its own. */
    static boolean isProblem(String body) {
        try (var json = ReportReader.FACTORY.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                if (json.currentName().equals("type")) {
                    return json.nextToken() == JsonToken.VALUE_STRING
                            && json.getText().startsWith(PROBLEM);
                }
                json.nextToken();
                json.skipChildren();
            }
        } catch (IOException e) {
            return false;
        }
        return false;
    }

    private static String one(JsonParser json) throws IOException {
        var pointer = "";
        var detail = "";
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "pointer" -> pointer = json.getText();
                case "detail" -> detail = json.getText();
                default -> json.skipChildren();
            }
        }
        return pointer + ": " + detail;
    }
}
