package kz.dabyl.model;

import java.util.Map;

/**
 * Names of networks that people know. A network says nothing of how one is connected to it: operators sell mobile and
 * fixed lines under one number, so whether a cell is mobile is for its {@link Access} alone to say.
 */
public final class Networks {

    private static final Map<String, String> NAMES = Map.of(
            "401-01", "Beeline",
            "401-02", "Kcell",
            "401-07", "Altel",
            "401-08", "Kazakhtelecom",
            "401-77", "Tele2/Altel");

    private Networks() {}

    /** The operator's name of {@code MCC-MNC}, or the network as it is: {@code AS9198}, an unknown {@code MCC-MNC}. */
    public static String name(String network) {
        return NAMES.getOrDefault(network, network);
    }
}
