package kz.dabyl.lab.net;

/** Whose network a probe is in: two mobile ones, and one of fixed lines. */
public enum Operator {
    BEELINE(1, "401-01", "mobile"),
    ALTEL(2, "401-77", "mobile"),
    TELECOM(3, "AS9198", "fixed");

    private final int number;
    private final String network;
    private final String access;

    Operator(int number, String network, String access) {
        this.number = number;
        this.network = network;
        this.access = access;
    }

    /** As reports name it. */
    public String network() {
        return network;
    }

    public String access() {
        return access;
    }

    int number() {
        return number;
    }

    /** Namespace of its core: whatever leaves or reaches its customers goes through. */
    public String core() {
        return "op" + number();
    }

    /** Device of its core that leads to a district. */
    public String towards(Place place) {
        return "d" + place.number();
    }

    /** Namespace of its customers in a district. */
    public String customers(Place place) {
        return "c" + number() + place.number();
    }

    /** Address of its resolver. */
    public String resolver() {
        return Plan.AT_HOME + (50 + number());
    }

    /** All that its customers have. */
    String subnet() {
        return "10." + number() + ".0.0/16";
    }

    String subnet(Place place) {
        return "10." + number() + "." + place.number() + ".";
    }
}
