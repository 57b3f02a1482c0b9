package kz.dabyl.detector.core.cells;

import java.util.stream.Stream;

/** A cell as it looks if its probes are taken for others than they seem, or some are left out. Not thread-safe. */
public final class AlteredPopulation extends Population {

    private final Population itself;

    public AlteredPopulation(Population itself, Stream<Presence> presences) {
        super(itself.cell, itself.area);
        this.itself = itself;
        show(presences.toList());
    }

    @Override
    public NaturalOutages natural() {
        return itself.natural();
    }

    @Override
    public double relapseNats(long onset) {
        return itself.relapseNats(onset);
    }
}
