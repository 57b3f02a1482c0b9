package kz.dabyl.lab.net;

/** The districts of the lab, each in a city of its own. */
public enum Place {
    ALMATY(1, "Almaty", "8720e60a1ffffff"),
    ASTANA(2, "Astana", "872153823ffffff"),
    SHYMKENT(3, "Shymkent", "872012808ffffff"),
    KARAGANDA(4, "Karaganda", "87202d509ffffff");

    private final int number;
    private final String city;
    private final String hexagon;

    Place(int number, String city, String hexagon) {
        this.number = number;
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
        return number;
    }
}
