package kz.dabyl.lab.net;

/** The districts of the lab, each in a city of its own. */
public enum Place {
    ALMATY("Almaty", "8720e60a1ffffff"),
    ASTANA("Astana", "872153823ffffff"),
    SHYMKENT("Shymkent", "872012808ffffff"),
    KARAGANDA("Karaganda", "87202d509ffffff");

    private final String city;
    private final String hexagon;

    Place(String city, String hexagon) {
        this.city = city;
        this.hexagon = hexagon;
    }

    public String city() {
        return city;
    }

    /** H3 index, as its probes report it. */
    public String hexagon() {
        return hexagon;
    }

    /** Number of its subnets. */
    int number() {
        return ordinal() + 1;
    }
}
