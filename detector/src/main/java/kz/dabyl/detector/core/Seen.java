package kz.dabyl.detector.core;

import java.util.stream.Stream;

/** A cell as it looks if its probes are taken for others than they seem, or some are left out. Not thread-safe. */
final class Seen extends Population {

    private final Population itself;

    Seen(Population itself, Stream<Presence> presences) {
        super(itself.cell, itself.area);
        this.itself = itself;
        show(presences.toList());
    }

    @Override
    NaturalOutages natural() {
        return itself.natural();
    }

    @Override
    double relapseNats(long onset) {
        return itself.relapseNats(onset);
    }
}
