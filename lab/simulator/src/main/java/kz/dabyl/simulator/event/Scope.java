package kz.dabyl.simulator.event;

import java.util.Set;
import kz.dabyl.model.Cell;

/** Which cells an event touches: every one of these places in every one of these networks. */
public record Scope(Set<String> places, Set<String> networks) {

    public static final Scope NOWHERE = new Scope(Set.of(), Set.of());

    public Scope {
        places = Set.copyOf(places);
        networks = Set.copyOf(networks);
    }

    public boolean covers(Cell cell) {
        return networks.contains(cell.network()) && places.contains(cell.place());
    }
}
