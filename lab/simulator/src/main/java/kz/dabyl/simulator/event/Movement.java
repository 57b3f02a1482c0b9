package kz.dabyl.simulator.event;

import java.util.List;
import java.util.Optional;
import kz.dabyl.model.Cell;
import kz.dabyl.model.IncidentKind;

/**
 * People go somewhere together, to a rally say, and go home when it ends.
 *
 * @param to where to; each phone goes to one of these
 * @param share share of the phones at home in the scope that go
 * @param gatheringMillis they leave one by one over so long, and return so too
 */
public record Movement(Occurrence when, List<String> to, double share, long gatheringMillis) implements Event {

    private static final long PLACE_LOT = 1;
    private static final long TIME_LOT = 2;

    public Movement {
        to = List.copyOf(to);
    }

    @Override
    public Optional<IncidentKind> truth() {
        return Optional.empty();
    }

    @Override
    public Cell cell(Traits probe, long time, Cell usual) {
        if (!goes(probe)) {
            return usual;
        }
        var late = (long) (gatheringMillis * probe.draw(when.salt() + TIME_LOT));
        var span = when.span();
        if (time < span.start() + late || (!span.isOpen() && time >= span.end() + late)) {
            return usual;
        }
        var place = to.get((int) (to.size() * probe.draw(when.salt() + PLACE_LOT)));
        return new Cell(place, usual.network(), usual.access());
    }

    private boolean goes(Traits probe) {
        return probe.kind() == ProbeKind.PHONE
                && probe.draw(when.salt()) < share
                && when.scope().covers(probe.home());
    }
}
