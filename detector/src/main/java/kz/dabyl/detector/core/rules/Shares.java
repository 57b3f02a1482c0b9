package kz.dabyl.detector.core.rules;

/** Shares and weights that mean the same wherever they are asked for. */
public final class Shares {

    /** Most of some: of what is cut a part is heard all the same, or had fallen asleep, and of what lives a part is silent. */
    public static final double MOST = 0.6;

    /** The weight of more than one probe: one silent beside a silent district is chance, or one house, two are a part of it. */
    public static final double MORE_THAN_ONE = 1.5;

    private Shares() {}
}
