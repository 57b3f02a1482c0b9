package kz.dabyl.collector.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Base64;
import java.util.List;
import kz.dabyl.collector.adapter.atlas.AtlasAdapter;
import kz.dabyl.collector.adapter.atlas.ProbeDirectory;
import kz.dabyl.collector.adapter.atlas.TargetClasses;
import kz.dabyl.collector.adapter.ooni.OoniAdapter;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a document holds, every adapter gives a value, and the same for the same. */
class AdapterProperties {

    private static final String SEED = "20210424";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Adapter ATLAS = new AtlasAdapter(ProbeDirectory.EMPTY, TargetClasses.BY_NAME);
    private static final Adapter OONI = new OoniAdapter();
    private static final List<Adapter> ADAPTERS = List.of(ATLAS, OONI);

    /** Of {@code CN=news.example}, signed by a key that was made for tests. */
    private static final String CERTIFICATE = "MIIBNDCB2gIBBzAKBggqhkjOPQQDAjAzMQswCQYDVQQGEwJVUzEWMBQGA1UECgwN"
            + "TGV0J3MgRW5jcnlwdDEMMAoGA1UEAwwDUjExMCAXDTI2MTEyODA3NTIxMVoYDzIx"
            + "MjYxMTA0MDc1MjExWjAXMRUwEwYDVQQDDAxuZXdzLmV4YW1wbGUwWTATBgcqhkjO"
            + "PQIBBggqhkjOPQMBBwNCAASqLmQXPokl5sMA5E+EIWcxZ79Nf/8GJquzeJnOyFQi"
            + "DBaFHAHXhMsrOq31Cu8DD577dGLYWCikDdeniaxOdXj9MAoGCCqGSM49BAMCA0kA"
            + "MEYCIQCCY1fEtxC71R8zhg72reYMTrW1SdW/nd5KooEPW0ZJzwIhANTFnt7Ph97h"
            + "gUWJ2am120GEQaAvA2tElJAp7BmF+qot";

    private static final List<String> TEXTS = List.of(
            "ping",
            "dns",
            "web_connectivity",
            "ok",
            "blocked",
            "obfs4",
            "http://example.org/",
            "example.org",
            "192.0.2.1",
            "192.168.1.1",
            "2001:db8::1%eth0",
            "[::1]",
            "2024-02-12 20:33:47",
            "dns_nxdomain_error",
            "generic_timeout_error",
            "GET4 192.0.2.1 0.042268 200 263 1406",
            "connect error 4",
            "1619247600",
            "-1",
            "",
            " ",
            "xn--",
            "xn--.xn--",
            "xn--zzzzzzzzzzzz99999",
            "。",
            "\ud800",
            "http://\ud800.example/",
            "a".repeat(300));

    static List<String> documents() {
        return ForeignDocuments.TEXTS;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void takesTheDocumentsThatAreChangedHere(String document) {
        var adapter = document.contains("test_name") ? OONI : ATLAS;

        assertThat(Read.text(adapter, document)).isInstanceOf(Adapted.Reports.class);
    }

    @Property(tries = 6_000, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void givesAValueWhateverStandsInADocument(@ForAll("changed") JsonNode document) {
        for (var adapter : ADAPTERS) {
            assertThat(adapter.read(document)).isNotNull().isEqualTo(adapter.read(document));
        }
    }

    @Property(tries = 2_000, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void refusesADocumentThatIsCutShort(@ForAll("changed") JsonNode document, @ForAll int cut) {
        var bytes = document.toString().getBytes(UTF_8);

        for (var adapter : ADAPTERS) {
            assertThat(adapter.read(bytes, 0, Math.floorMod(cut, bytes.length))).isInstanceOf(Adapted.Rejected.class);
        }
    }

    @Property(tries = 1_000, seed = SEED)
    void givesAValueForEveryBytes(@ForAll byte[] bytes) {
        for (var adapter : ADAPTERS) {
            assertThat(adapter.read(bytes, 0, bytes.length)).isInstanceOf(Adapted.Rejected.class);
        }
    }

    @Property(tries = 1_000, seed = SEED)
    void readsNoCertificateOutOfRubbish(@ForAll byte[] bytes) {
        assertThat(Certificates.read(bytes)).isEmpty();
    }

    @Property(tries = 3_000, seed = SEED, edgeCases = EdgeCasesMode.NONE)
    void readsWhatItCanOfACertificateWithWrongBytes(
            @ForAll @IntRange(max = 311) int one, @ForAll @IntRange(max = 311) int other, @ForAll byte value) {
        var bytes = Base64.getDecoder().decode(CERTIFICATE);
        bytes[one] = value;
        bytes[other] ^= value;

        Certificates.read(bytes).ifPresent(tls -> assertThat(tls.issuer()).isEqualTo(utf8(tls.issuer())));
    }

    private static String utf8(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    @Provide
    Arbitrary<JsonNode> changed() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, ForeignDocuments.TEXTS.size() - 1),
                        Arbitraries.integers().between(0, 200),
                        values())
                .as(ForeignDocuments::changed);
    }

    private static Arbitrary<JsonNode> values() {
        Arbitrary<JsonNode> leaf = Arbitraries.oneOf(
                Arbitraries.of(TEXTS).map(JSON::textNode),
                Arbitraries.strings().ofMaxLength(20).map(JSON::textNode),
                Arbitraries.longs().map(JSON::numberNode),
                Arbitraries.integers().between(-1, 100).map(JSON::numberNode),
                Arbitraries.bigIntegers().map(JSON::numberNode),
                Arbitraries.of(1e308, -1e308, 0.5, Double.POSITIVE_INFINITY, Double.NaN)
                        .map(JSON::numberNode),
                Arbitraries.of(true, false).map(JSON::booleanNode),
                Arbitraries.just(JSON.nullNode()));
        return Arbitraries.oneOf(
                leaf,
                leaf.list().ofMaxSize(2).map(list -> JSON.arrayNode().addAll(list)),
                leaf.map(value -> JSON.objectNode().set("failure", value)));
    }
}
