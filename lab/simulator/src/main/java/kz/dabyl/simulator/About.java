package kz.dabyl.simulator;

import java.util.List;

/**
 * What a scenario is called and what it is for.
 *
 * @param name as the truth calls it
 * @param tests what it tests, in the order of the file; may be empty in a file of one's own
 * @param note in a sentence or two, may be empty
 */
public record About(String name, List<Tag> tests, String note) {

    public About {
        tests = List.copyOf(tests);
    }
}
