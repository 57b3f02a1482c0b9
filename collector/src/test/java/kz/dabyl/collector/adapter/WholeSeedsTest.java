package kz.dabyl.collector.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import kz.dabyl.collector.adapter.atlas.AtlasAdapter;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.collector.adapter.atlas.TargetClasses;
import kz.dabyl.collector.adapter.ooni.OoniAdapter;
import kz.dabyl.collector.adapter.prometheus.RemoteWrite;
import kz.dabyl.collector.gateway.ForeignDocuments;
import kz.dabyl.collector.gateway.Format;
import kz.dabyl.collector.gateway.SnappyBlock;
import kz.dabyl.collector.gateway.Terms;
import kz.dabyl.model.Ping;
import kz.dabyl.model.Report;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The inputs {@code whole-…} from which fuzz targets set out are as long and as deep as what programs send, and good: who
 * changes bytes of them gets far into a reader.
 */
class WholeSeedsTest {

    private static final Terms TERMS = new Terms(Optional.of("p-1"), 1_619_247_613_000L, Map.of());
    private static final String RULE = "anyBytesAreReportsThatCanBeKeptAndFaultsThatSayWhere";
    private static final Path ATLAS = inputs("adapter/atlas/AtlasAdapterFuzzTestInputs/" + RULE);
    private static final Path OONI = inputs("adapter/ooni/OoniAdapterFuzzTestInputs/" + RULE);
    private static final Path REMOTE_WRITE = inputs("adapter/prometheus/RemoteWriteFuzzTestInputs/" + RULE);
    private static final Path SNAPPY =
            inputs("gateway/SnappyBlockFuzzTestInputs/anyBytesBecomeNoMoreThanTheLimitOrAreRefused");

    private static Path inputs(String folder) {
        var resource = Objects.requireNonNull(
                WholeSeedsTest.class.getResource("/kz/dabyl/collector/" + folder), "no inputs in " + folder);
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Path> atlas() throws IOException {
        return whole(ATLAS);
    }

    static Stream<Path> ooni() throws IOException {
        return whole(OONI);
    }

    private static Stream<Path> whole(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("whole-")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("atlas")
    void areGoodResultsOfAtlas(Path seed) throws IOException {
        var report = read(
                seed,
                new ForeignDocuments(
                        terms -> new AtlasAdapter(ProbeDirectory.all("KZ", "9198"), TargetClasses.BY_NAME)));

        assertThat(report.pings()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("ooni")
    void areGoodMeasurementsOfOoni(Path seed) throws IOException {
        var report = read(seed, new ForeignDocuments(terms -> new OoniAdapter()));

        assertThat(report.pings()).isNotEmpty();
    }

    @Test
    void bearCertificatesThatAreRead() throws IOException {
        var atlas = read(
                ATLAS.resolve("whole-sslcert"),
                new ForeignDocuments(
                        terms -> new AtlasAdapter(ProbeDirectory.all("KZ", "9198"), TargetClasses.BY_NAME)));
        var ooni = read(OONI.resolve("whole-web-certificate"), new ForeignDocuments(terms -> new OoniAdapter()));

        assertThat(List.of(atlas, ooni))
                .flatExtracting(Report::pings)
                .extracting(Ping::tls)
                .doesNotContainNull();
    }

    @Test
    void areWhatPrometheusSends() throws IOException {
        var plain = Files.readAllBytes(REMOTE_WRITE.resolve("whole-debian-prometheus"));
        var sent = Files.readAllBytes(SNAPPY.resolve("whole-debian-prometheus"));

        assertThat(SnappyBlock.inflate(sent, plain.length)).contains(plain);
        var decoded = new RemoteWrite().decode(plain, TERMS);
        assertThat(decoded.rejected()).isZero();
        assertThat(decoded.reports())
                .isNotEmpty()
                .allSatisfy(report -> assertThat(report.pings())
                        .extracting(Ping::target)
                        .containsExactlyInAnyOrder("site/up", "site/down"));
    }

    private static Report read(Path seed, Format format) throws IOException {
        var decoded = format.decode(Files.readAllBytes(seed), TERMS);
        assertThat(decoded.faults()).isEmpty();
        assertThat(decoded.reports()).hasSize(1);
        return decoded.reports().get(0);
    }
}
