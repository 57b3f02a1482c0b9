package kz.dabyl.alerts.page;

import java.util.List;

/**
 * A territory as it is drawn on a map and told in its table.
 *
 * @param sights of each of the mobile lines
 */
record Drawn(Territory territory, List<Sight> sights, Condition overall) {

    static Drawn of(Picture picture, Territory territory) {
        var sights = picture.sights(territory, picture.mobile());
        return new Drawn(territory, sights, Sight.overall(sights));
    }

    /** Key of the word for it as a whole, after {@code condition.}. */
    String word() {
        var down = sights.stream()
                .filter(sight -> sight.condition() == Condition.SHUTDOWN)
                .toList();
        var partly = overall == Condition.SHUTDOWN && down.stream().allMatch(Sight::partly);
        return partly ? "partly" : overall.word();
    }
}
