package kz.dabyl.collector.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import kz.dabyl.model.Report;
import kz.dabyl.model.ReportReader;
import kz.dabyl.model.ReportWriter;

/** What holds of whatever a {@link Format} makes of a body. */
public final class ReadingsRules {

    private static final Pattern DROPPED =
            Pattern.compile("\"(from|src_addr|srcaddr|probe_ip|resolver_ip|client_resolver"
                    + "|controller|prefix|x_dns_resolver|internet_address)\"\\s*:\\s*\"([0-9a-fA-F.:]{7,45})[\"/]");

    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F]*:[0-9a-fA-F:.]*");

    private ReadingsRules() {}

    /**
     * Fails where reports break the rules of those that probes send, or faults lead nowhere or say too much.
     *
     * @param length of the body
     */
    public static void hold(Readings decoded, int length) {
        assertThat(decoded.reports())
                .hasSizeLessThanOrEqualTo(length)
                .allSatisfy(report -> assertThat(throughJson(report)).isEqualTo(new ReportReader.Parsed.Ok(report)));
        assertThat(decoded.faults())
                .hasSize(Math.min(decoded.rejected(), Faults.MAX_LISTED))
                .allSatisfy(fault -> {
                    assertThat(fault.line()).isBetween(1, length + 1);
                    assertThat(fault.pointer()).matches("(?s)(/.*)?").hasSizeLessThan(2 * length + 200);
                    assertThat(fault.detail()).isNotBlank().hasSizeLessThan(1000);
                });
    }

    /**
     * Fails where a report bears an address of somebody who measured: one that stands in a field of {@code body} that is
     * dropped, and nowhere else.
     */
    public static void tellNoAddress(Readings decoded, byte[] body) {
        var text = new String(body, ISO_8859_1);
        var addresses = DROPPED.matcher(text)
                .results()
                .map(found -> found.group(2))
                .filter(found -> ADDRESS.matcher(found).matches())
                .filter(found -> countOf(found, text) == countOf(found, dropped(text)))
                .collect(Collectors.toSet());
        if (!addresses.isEmpty()) {
            var said = decoded.reports().stream().map(ReadingsRules::said).collect(Collectors.joining("\n"));
            assertThat(addresses).noneMatch(address -> countOf(address, said) > 0);
        }
    }

    /** All that fields hold which are dropped. */
    private static String dropped(String text) {
        return DROPPED.matcher(text).results().map(found -> found.group(2)).collect(Collectors.joining("\n"));
    }

    private static long countOf(String address, String text) {
        return Pattern.compile("(?<![0-9a-fA-F.:])" + Pattern.quote(address) + "(?![0-9a-fA-F.:])")
                .matcher(text)
                .results()
                .count();
    }

    /** All words of a report that its source has a say in. */
    private static String said(Report report) {
        var pings = report.pings().stream()
                .map(ping -> {
                    var tls = ping.tls();
                    return ping.target() + "\n" + (tls == null ? "" : tls.issuer());
                })
                .collect(Collectors.joining("\n"));
        return report.probe() + "\n" + report.software() + "\n" + report.boot() + "\n" + pings;
    }

    private static ReportReader.Parsed throughJson(Report report) {
        var bytes = new ByteArrayOutputStream();
        try (var json = ReportReader.FACTORY.createGenerator(bytes)) {
            ReportWriter.write(json, report);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (var json = ReportReader.FACTORY.createParser(bytes.toByteArray())) {
            json.nextToken();
            return new ReportReader().read(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
