package kz.dabyl.e2e;

import java.util.List;
import java.util.stream.Collectors;

/** Which of the newsroom's incidents concern which receiver, by their numbers. */
final class Interests {

    /** Every so many receivers take incidents of all areas. */
    private static final int ALL_AREAS_EACH = 50;

    private Interests() {}

    /** Two areas for most; none, which means all, for some. */
    private static List<String> areas(int receiver) {
        var all = Newsroom.AREAS;
        return receiver % ALL_AREAS_EACH == 0
                ? List.of()
                : List.of(all.get(receiver % all.size()), all.get((receiver / all.size() + receiver + 1) % all.size()));
    }

    static boolean concern(int receiver, int incident) {
        var areas = areas(receiver);
        return areas.isEmpty() || areas.contains(Newsroom.AREAS.get(incident % Newsroom.AREAS.size()));
    }

    /** What a subscription of the receiver says of that, after its other fields. */
    static String filter(int receiver) {
        var areas = areas(receiver);
        return areas.isEmpty()
                ? ""
                : areas.stream().collect(Collectors.joining("\",\"", ",\"filter\":{\"areas\":[\"", "\"]}"));
    }
}
