package kz.dabyl.collector.rules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.time.Instant;
import java.util.Arrays;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.collector.calendar.ImportTerms;
import kz.dabyl.collector.http.Refusal;
import kz.dabyl.model.Countries;
import kz.dabyl.model.InvalidInputException;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=ParametersFuzzTest} explores; otherwise the saved inputs run. */
class ParametersFuzzTest {

    private static final long YEAR_10000 =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    /** Each line is a parameter: country and network of probes; time, radius and zone of a calendar. */
    @FuzzTest(maxDuration = "60s")
    void anyParametersAreWithinTheirBoundsOrRefused(byte[] bytes) {
        var lines = Arrays.copyOf(new String(bytes, UTF_8).split("\n", 5), 5);
        for (var i = 0; i < lines.length; i++) {
            lines[i] = lines[i] == null ? "" : lines[i];
        }
        directory(lines[0], lines[1]);
        calendar(lines[2], lines[3], lines[4]);
    }

    private static void directory(String country, String asn) {
        try {
            var probes = ProbeDirectory.all(country, asn);

            assertThat(probes.country(1).orElse("")).isEqualTo(country);
            probes.country(1)
                    .ifPresent(code -> assertThat(Countries.isCode(code)).isTrue());
            assertThat(probes.asn(1).isPresent()).isEqualTo(!asn.isEmpty());
            assertThat(probes.asn(1).orElse(0)).isBetween(0L, 0xFFFF_FFFFL);
        } catch (InvalidInputException e) {
            assertThat(e.pointer()).isIn("country", "asn");
        }
    }

    private static void calendar(String time, String radius, String zone) {
        try {
            RallyImportRoute.time("from", time)
                    .ifPresent(at -> assertThat(at.toEpochMilli()).isBetween(-YEAR_10000, YEAR_10000));
        } catch (Refusal e) {
            assertThat(time).isNotEmpty();
        }
        try {
            assertThat(RallyImportRoute.radius(radius)).isBetween(1.0, ImportTerms.MOST_RADIUS_METRES);
        } catch (Refusal e) {
            assertThat(radius).isNotEmpty();
        }
        try {
            // Whatever zone it is, a time can be told in it.
            assertThat(Instant.EPOCH.atZone(RallyImportRoute.zone(zone)).toInstant())
                    .isEqualTo(Instant.EPOCH);
        } catch (Refusal e) {
            assertThat(zone).isNotEmpty();
        }
    }
}
