package kz.dabyl.collector.adapter.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.collector.gateway.FuzzedRequest;
import kz.dabyl.collector.gateway.Readings;
import kz.dabyl.collector.gateway.ReadingsRules;
import kz.dabyl.collector.gateway.Terms;
import kz.dabyl.model.Report;

/** {@code JAZZER_FUZZ=1 mvn test -Dtest=ConnectionLogFuzzTest} explores; otherwise the saved inputs run. */
class ConnectionLogFuzzTest {

    private static final Map<String, String> HOURLY = Map.of("interval_s", "3600");

    @FuzzTest(maxDuration = "60s")
    void anyBytesAreReportsThatAProbeCouldHaveSentOrAreRefused(byte[] bytes) {
        var request = FuzzedRequest.of(bytes);
        var query = request.query().isEmpty() ? HOURLY : request.query();

        var decoded =
                new ConnectionLog().decode(request.body(), new Terms(Optional.empty(), 1_619_247_630_000L, query));

        // A connection of years is two events.
        var reports = decoded.reports();
        var some = Math.min(reports.size(), bytes.length / 2);
        var looked = new ArrayList<>(reports.subList(0, some));
        looked.addAll(reports.subList(Math.max(some, reports.size() - some), reports.size()));
        ReadingsRules.hold(new Readings(looked, decoded.faults(), decoded.rejected()), bytes.length);
        ReadingsRules.tellNoAddress(decoded, request.body());
        assertThat(reports).isSortedAccordingTo(Comparator.comparingLong(Report::at));
        assertThat(reports.stream().map(report -> report.probe() + ' ' + report.seq()))
                .doesNotHaveDuplicates();
        assertThat(reports.isEmpty() || decoded.rejected() == 0).isTrue();
    }
}
