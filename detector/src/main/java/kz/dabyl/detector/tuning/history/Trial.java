package kz.dabyl.detector.tuning.history;

import kz.dabyl.model.Thresholds;

/** Thresholds to be tried, and what to call them. */
public record Trial(String name, Thresholds thresholds) {}
