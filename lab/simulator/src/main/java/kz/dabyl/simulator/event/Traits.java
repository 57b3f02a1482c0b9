package kz.dabyl.simulator.event;

import kz.dabyl.model.Cell;

/**
 * What about a probe never changes during a scenario.
 *
 * @param name pseudonym in its reports
 * @param home cell where it lives; it may travel
 * @param collector the only collector that it talks to
 * @param software version at the start
 * @param salt what chance draws by for this probe
 */
public record Traits(String name, ProbeKind kind, Cell home, String collector, String software, long salt) {

    /** Uniform from 0 to 1: the lot of this probe in the matter of {@code salt}, the same at any time. */
    public double draw(long salt) {
        return Draws.uniform(this.salt, salt);
    }
}
