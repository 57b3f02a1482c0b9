package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written comes back, whatever it was; what comes damaged never throws. */
class WireProperties {

    private static final String SEED = "20210424";

    @Property(seed = SEED, tries = 300)
    void reportsComeBackFromTheLog(@ForAll("times") long received, @ForAll("flushes") List<Report> reports) {
        var entries = reports.stream()
                .map(report -> new LogEntry.Received(received, "c1", report))
                .toList();

        var decoded = LogCodec.decode(LogCodec.encode("c1", received, reports));

        assertThat(decoded).isEqualTo(new Decoded.Ok<>(entries));
    }

    @Property(seed = SEED, tries = 300)
    void reportsComeBackFromJson(@ForAll("reports") Report report) throws IOException {
        var text = Json.write(report);

        assertThat(Json.read(text)).isEqualTo(new ReportReader.Parsed.Ok(report));
    }

    @Property(seed = SEED, tries = 300)
    void summariesComeBack(@ForAll("hops") HopSummary hop) {
        assertThat(HopSummaryCodec.decode(HopSummaryCodec.encode(hop))).isEqualTo(new Decoded.Ok<>(hop));
    }

    @Property(seed = SEED, tries = 300)
    void aCutRecordOfTheLogIsMalformed(@ForAll("reports") Report report, @ForAll double share) {
        var whole = LogCodec.encode("c1", report.at(), List.of(report));
        var cut = Arrays.copyOf(whole, (int) (whole.length * fraction(share)));

        assertThat(LogCodec.decode(cut)).isInstanceOf(Decoded.Malformed.class);
    }

    @Property(seed = SEED, tries = 1000)
    void garbageNeverThrows(@ForAll byte[] garbage) {
        var bytes = garbage.clone();
        if (bytes.length > 0) {
            bytes[0] = 1;
        }

        assertThatCode(() -> {
                    LogCodec.decode(bytes);
                    HopSummaryCodec.decode(bytes);
                })
                .doesNotThrowAnyException();
    }

    @Property(seed = SEED, tries = 1000)
    void aFlippedBitNeverThrows(@ForAll("hops") HopSummary hop, @ForAll int bit) {
        var bytes = HopSummaryCodec.encode(hop);
        var at = Math.floorMod(bit, bytes.length * 8);
        bytes[at / 8] ^= (byte) (1 << at % 8);

        assertThatCode(() -> HopSummaryCodec.decode(bytes)).doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<Report> reports() {
        return Generators.reports();
    }

    @Provide
    Arbitrary<List<Report>> flushes() {
        return Generators.reports().list().ofMaxSize(4);
    }

    @Provide
    Arbitrary<HopSummary> hops() {
        return Generators.hops();
    }

    @Provide
    Arbitrary<Long> times() {
        return Generators.times();
    }

    private static double fraction(double any) {
        return Math.abs(any % 1);
    }
}
