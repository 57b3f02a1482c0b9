package kz.dabyl.probe.measure;

import kz.dabyl.model.targets.Target;

/**
 * A target whose turn it is.
 *
 * @param timed whether its throughput is taken this time
 */
public record Turn(Target target, boolean timed) {}
