package kz.dabyl.deploy;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** All dashboards as files. */
final class Dashboards {

    private static final ObjectWriter JSON =
            new ObjectMapper().writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private Dashboards() {}

    static List<Dashboard> all() {
        return List.of(Situation.everywhere(), Situation.oneArea(), Works.pipeline(), Works.deliveries());
    }

    static String text(Dashboard dashboard) {
        try {
            return JSON.writeValueAsString(GrafanaJson.of(dashboard)) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
