package kz.dabyl.detector.core.cells;

import java.util.List;

/**
 * What an onset has taken, by weight.
 *
 * @param silent see {@link Population#silentSince}
 * @param alive see {@link Population#aliveSince}, after another hop
 * @param present see {@link Population#present}
 */
public record Toll(long onset, long after, double silent, double alive, double present) {

    static Toll of(List<Presence> presences, long onset, long after) {
        var silent = 0.0;
        var alive = 0.0;
        var present = 0.0;
        for (var presence : presences) {
            var was = presence.wasPresent(onset);
            present += was ? presence.weight() : 0;
            silent += was && presence.heard() <= onset && presence.broken() > 0 ? presence.weight() : 0;
            alive += presence.keepsPromises() && presence.heard() > after ? presence.weight() : 0;
        }
        return new Toll(onset, after, silent, alive, present);
    }
}
