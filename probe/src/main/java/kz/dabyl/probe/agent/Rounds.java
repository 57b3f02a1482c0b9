package kz.dabyl.probe.agent;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import kz.dabyl.model.Ping;
import kz.dabyl.probe.deliver.Clocks;
import kz.dabyl.probe.deliver.Collectors;
import kz.dabyl.probe.measure.Surveyor;
import kz.dabyl.probe.measure.Turns;

/** Measures those of the list whose turn it is, and adds what is known of the collectors' own addresses. Used by one thread. */
public record Rounds(Surveyor surveyor, TargetBook book, Turns turns, Collectors collectors, Clocks clocks)
        implements Agent.Measurements {

    @Override
    public List<Ping> take(Duration budget) throws InterruptedException {
        var pings = new ArrayList<>(surveyor.survey(turns.at(clocks.steady(), book.targets()), budget));
        pings.addAll(collectors.takeSigns());
        return pings;
    }
}
