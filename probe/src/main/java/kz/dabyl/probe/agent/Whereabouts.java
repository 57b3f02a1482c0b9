package kz.dabyl.probe.agent;

import kz.dabyl.model.Access;
import kz.dabyl.model.Countries;
import kz.dabyl.model.InvalidInputException;
import kz.dabyl.model.Places;
import kz.dabyl.model.ReportReader;

/**
 * Where and how a probe is connected, as its reports say it. Never finer than a hexagon of resolution 8: what is given
 * finer becomes coarser here, before it is kept or sent anywhere.
 *
 * @param place H3 index of resolution 5 to 8, or ISO 3166 code
 * @param network {@code MCC-MNC} or {@code AS…}
 */
public record Whereabouts(String place, String network, Access access) {

    /** @throws InvalidInputException naming the option that is wrong */
    public static Whereabouts of(String place, String network, Access access) {
        if (!ReportReader.isNetwork(network)) {
            throw new InvalidInputException("--network", "expected 401-01 or AS9198, was " + network);
        }
        return new Whereabouts(coarse(place), network, access);
    }

    private static String coarse(String place) {
        if (place.matches("[A-Z]{2}(-[A-Z0-9]{1,3})?") && Countries.isCode(place.substring(0, 2))) {
            return place;
        }
        return HexCell.parse(place)
                .map(cell -> cell.parent(Places.FINEST))
                .filter(HexCell::reportable)
                .map(HexCell::toString)
                .orElseThrow(() -> new InvalidInputException(
                        "--place", "expected an H3 index of resolution 5 or finer, or KZ or KZ-75, was " + place));
    }
}
