package kz.dabyl.detector.core;

import java.util.stream.Stream;

/** A cell as it looks if its probes are taken for others than they seem, or some are left out. Not thread-safe. */
final class Seen extends Population {

    private final Population itself;
    private final double asleep;

    Seen(Population itself, Stream<Presence> presences) {
        this(itself, presences, itself.asleep());
    }

    Seen(Population itself, Stream<Presence> presences, double asleep) {
        super(itself.cell, itself.area);
        this.itself = itself;
        this.asleep = asleep;
        show(presences.toList());
    }

    @Override
    NaturalOutages natural() {
        return itself.natural();
    }

    @Override
    double asleep() {
        return asleep;
    }

    @Override
    double relapseNats(long onset) {
        return itself.relapseNats(onset);
    }
}
