package kz.dabyl.runtime.health;

import java.util.Map;
import java.util.TreeMap;

/**
 * Families of metrics that the contract names and that have no rows while nothing is known of any cell or incident. The
 * registry leaves them out then; whoever writes a query wants to see that they are there. All are gauges.
 */
final class Families {

    private static final Map<String, String> GAUGES = new TreeMap<>(Map.of(
            "dabyl_cell_expected_reports", "Reports due in the last minute",
            "dabyl_cell_heard_reports", "Reports that came in the last minute",
            "dabyl_incidents_open", "Open incidents"));

    private static final String END = "# EOF\n";

    private Families() {}

    /** What was scraped, in either format, with the names of those that it lacks. */
    static String complete(String scraped) {
        var end = scraped.endsWith(END) ? END : "";
        var text = new StringBuilder(scraped).delete(scraped.length() - end.length(), scraped.length());
        GAUGES.forEach((name, help) -> {
            if (!scraped.contains("# TYPE " + name + " ")) {
                text.append("# HELP ").append(name).append(' ').append(help).append('\n');
                text.append("# TYPE ").append(name).append(" gauge\n");
            }
        });
        return text.append(end).toString();
    }
}
