package kz.dabyl.collector.adapter.ooni;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.model.Access;
import kz.dabyl.model.Countries;
import kz.dabyl.model.Places;

/**
 * Who measured. OONI knows no probes, and we do not want to: the pseudonym stands for all devices that one country, network,
 * access, platform and version of the software do not tell apart. So nobody is followed, and no device ever counts as two,
 * however many tests it runs; there are at least as many devices as pseudonyms.
 *
 * @param software {@code name/version}, empty where not known
 */
record OoniProbe(String pseudonym, String place, String network, Access access, String software) {

    private static final Pattern NETWORK = Pattern.compile("AS[0-9]{1,10}");
    private static final Set<String> MOBILE = Set.of("mobile", "wwan", "cellular", "2g", "3g", "4g", "5g");
    /** The same program when it runs by a timetable. */
    private static final String UNATTENDED = "-unattended";

    private static final int MAX_SOFTWARE = 128;
    private static final int PSEUDONYM_BYTES = 8;

    static OoniProbe of(Field measurement) {
        var annotations = measurement.at("annotations");
        var place = measurement.at("probe_cc").text().filter(Countries::isCode).orElse(Places.UNKNOWN);
        var network = measurement
                .at("probe_asn")
                .text()
                .filter(text -> NETWORK.matcher(text).matches())
                .orElse("AS0");
        var access = access(annotations.at("network_type").text().orElse(""));
        var name = measurement.at("software_name").text().orElse("");
        var version = measurement.at("software_version").text().orElse("");
        var kind = String.join(
                "\n",
                place,
                network,
                access.word(),
                annotations.at("platform").text().orElse(""),
                name.replace(UNATTENDED, ""),
                version);
        var software = name.isEmpty() || version.isEmpty() ? "" : name + "/" + version;
        return new OoniProbe(
                "ooni-" + digest(kind), place, network, access, software.length() <= MAX_SOFTWARE ? software : "");
    }

    private static Access access(String networkType) {
        return MOBILE.contains(networkType.toLowerCase(Locale.ROOT)) ? Access.MOBILE : Access.FIXED;
    }

    private static String digest(String kind) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(kind.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, PSEUDONYM_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
