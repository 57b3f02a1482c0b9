package kz.dabyl.simulator.event;

import java.util.Optional;
import kz.dabyl.model.Access;
import kz.dabyl.model.Cell;
import kz.dabyl.model.IncidentKind;

/**
 * Phones leave the mobile network for the fixed line where they are: more probes there say nothing about the line.
 *
 * @param network the fixed network that takes them
 * @param share share of the phones in the scope that leave
 * @param leavingMillis they leave one by one over so long
 */
public record WifiRefuge(Occurrence when, String network, double share, long leavingMillis) implements Event {

    private static final long TIME_LOT = 1;

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.empty();
    }

    @Override
    public Cell cell(Traits probe, long time, Cell usual) {
        var leaves = probe.kind() == ProbeKind.PHONE
                && when.scope().covers(usual)
                && when.span().contains(time)
                && probe.draw(when.salt()) < share
                && time >= when.span().start() + (long) (leavingMillis * probe.draw(when.salt() + TIME_LOT));
        return leaves ? new Cell(usual.place(), network, Access.FIXED) : usual;
    }
}
