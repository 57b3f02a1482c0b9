package kz.dabyl.lab.scene;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One way in which networks fail, and what has to be said of it.
 *
 * @param deed what is done, in words
 * @param limit within which it has to be found
 */
record Scene(int number, String title, String deed, Fault fault, Course course, Expected expected, Duration limit) {

    /** What has to happen when. */
    enum Course {
        /** It is found and confirmed while it lasts, and ends soon after it is healed. */
        FOUND,

        /** It is found while it lasts, and taken back when all of it has started anew: a restart would look alike. */
        TAKEN_BACK,

        /** Something is found while it lasts; what it was is known from what comes late. */
        NAMED_LATE,

        /** It is nothing; whatever was suspected is taken back as a restart. */
        NOTHING
    }

    /** In what an incident of this scene differs from what has to stand in the end, however long that is over. */
    List<String> afterwards(JsonNode incident) {
        var differences = new ArrayList<>(course == Course.NOTHING ? List.of() : expected.differences(incident));
        var right = restarts()
                ? state(incident).equals("retracted")
                        && incident.path("reason").asText().equals("restart")
                : state(incident).equals("closed");
        if (!right) {
            differences.add("was left as " + Performance.words(incident));
        }
        return differences;
    }

    private static String state(JsonNode incident) {
        return incident.path("state").asText();
    }

    /** Whether probes end and start anew, which takes back whatever was told of their silence. */
    boolean restarts() {
        return course == Course.TAKEN_BACK || course == Course.NOTHING;
    }

    /** Whether only what comes late tells what it was. */
    boolean lateNames() {
        return course == Course.NAMED_LATE;
    }

    /**
     * Whether the next may begin as soon as it is healed. A silence has cells of its own and is told to have ended before anything
     * is told of another that begins then; targets are the same ones again.
     */
    boolean endsBesideOthers() {
        return lateConfirms();
    }

    /** Whether what was kept comes late and bears it out. */
    boolean lateConfirms() {
        return !lateNames() && !restarts() && expected.targets().isEmpty();
    }
}
