package kz.dabyl.simulator.event;

import java.util.Locale;
import kz.dabyl.model.Access;
import kz.dabyl.model.Power;

/** What sort of thing a probe is. */
public enum ProbeKind {
    /** In a pocket: mobile, on battery, sleeps, travels. */
    PHONE(Access.MOBILE, Power.BATTERY),
    /** A mobile modem in a wall socket. */
    MODEM(Access.MOBILE, Power.MAINS),
    /** On a fixed line. */
    FIXED(Access.FIXED, Power.MAINS),
    /** On a fixed line abroad. */
    WITNESS(Access.FIXED, Power.MAINS),
    /** Claims to be a phone, and is a line of some script: the world does not touch it. */
    FORGED(Access.MOBILE, Power.BATTERY);

    private final Access access;
    private final Power power;

    ProbeKind(Access access, Power power) {
        this.access = access;
        this.power = power;
    }

    public Access access() {
        return access;
    }

    public Power power() {
        return power;
    }

    /** Word in a scenario file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
