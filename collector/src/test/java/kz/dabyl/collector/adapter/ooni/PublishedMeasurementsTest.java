package kz.dabyl.collector.adapter.ooni;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import kz.dabyl.collector.adapter.Adapted;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.collector.adapter.HostNames;
import kz.dabyl.collector.adapter.Read;
import kz.dabyl.collector.adapter.Samples;
import kz.dabyl.model.Ping;
import kz.dabyl.model.PingError;
import kz.dabyl.model.Tls;
import org.junit.jupiter.api.Test;

/** Measurements that OONI published, and those whose file name says what its emulated network did. */
class PublishedMeasurementsTest {

    private static final String EMULATED = "ooni-samples/qa_web_connectivity";

    /** Where the network of a file stands in the way, by how its name begins; the longest beginning counts. */
    private static final Map<String, Stage> STAGES = stages();

    /** What is reported of those of which it is not the error of their stage, or that are down for everybody. */
    private static final Map<String, Optional<PingError>> ERRORS = Map.of(
            // A page that came by the address of another is there all the same.
            "dnsHijackingToProxy", Optional.empty(),
            "localhost", Optional.of(PingError.DNS),
            "redirectWithMoreThanTenRedirects", Optional.of(PingError.HTTP),
            "tcpBlockingConnectTimeout", Optional.of(PingError.TIMEOUT),
            "websiteDownNXDOMAIN", Optional.of(PingError.DNS),
            "websiteDownNoAddrs", Optional.of(PingError.DNS),
            "websiteDownTCPConnect", Optional.of(PingError.REFUSED));

    private final OoniAdapter adapter = new OoniAdapter();

    private static Map<String, Stage> stages() {
        var stages = new TreeMap<String, Stage>();
        stages.put("badSSL", Stage.TLS);
        stages.put("cloudflareCAPTCHAWithHTTP.", Stage.HTTP);
        stages.put("cloudflareCAPTCHAWithHTTPS", Stage.NONE);
        stages.put("controlFailure", Stage.NONE);
        stages.put("dnsBlocking", Stage.DNS);
        stages.put("dnsHijacking", Stage.DNS);
        stages.put("ghostDNSBlocking", Stage.DNS);
        stages.put("httpBlocking", Stage.HTTP);
        stages.put("httpDiff", Stage.HTTP);
        stages.put("idnaWithoutCensorship", Stage.NONE);
        stages.put("largeFile", Stage.NONE);
        stages.put("localhost", Stage.NONE);
        stages.put("redirectWithBrokenLocation", Stage.HTTP);
        stages.put("redirectWithConsistentDNSAndThenConnectionRefused", Stage.TCP);
        stages.put("redirectWithConsistentDNSAndThenConnectionResetForHTTP.", Stage.HTTP);
        stages.put("redirectWithConsistentDNSAndThenConnectionResetForHTTPS", Stage.TLS);
        stages.put("redirectWithConsistentDNSAndThenEOFForHTTP.", Stage.HTTP);
        stages.put("redirectWithConsistentDNSAndThenEOFForHTTPS", Stage.TLS);
        stages.put("redirectWithConsistentDNSAndThenNXDOMAIN", Stage.DNS);
        stages.put("redirectWithConsistentDNSAndThenTimeoutForHTTP.", Stage.HTTP);
        stages.put("redirectWithConsistentDNSAndThenTimeoutForHTTPS", Stage.TLS);
        stages.put("redirectWithMoreThanTenRedirects", Stage.NONE);
        stages.put("success", Stage.NONE);
        stages.put("tcpBlocking", Stage.TCP);
        stages.put("throttling", Stage.NONE);
        stages.put("tlsBlocking", Stage.TLS);
        stages.put("websiteDown", Stage.NONE);
        return stages;
    }

    @Test
    void findsTheStageThatTheNameOfEachEmulatedNetworkSays() throws IOException {
        var found = new LinkedHashMap<String, Stage>();
        var said = new LinkedHashMap<String, Stage>();

        for (var file : Samples.files(EMULATED)) {
            found.put(name(file), finding(file).stage());
            said.put(name(file), stageOf(name(file)));
        }

        assertThat(found).hasSize(50).containsExactlyEntriesOf(said);
    }

    @Test
    void reportsOfEachEmulatedNetworkTheVeryErrorThatItsNameSays() throws IOException {
        var reported = new LinkedHashMap<String, Optional<PingError>>();
        var said = new LinkedHashMap<String, Optional<PingError>>();

        for (var file : Samples.files(EMULATED)) {
            reported.put(name(file), Optional.ofNullable(ping(file).error()));
            said.put(name(file), errorOf(name(file)));
        }

        assertThat(reported).hasSize(50).containsExactlyEntriesOf(said);
    }

    private static Optional<PingError> errorOf(String name) {
        return ERRORS.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> switch (stageOf(name)) {
                    case DNS -> Optional.of(PingError.DNS);
                    case TCP -> Optional.of(PingError.REFUSED);
                    case TLS -> Optional.of(PingError.TLS);
                    case HTTP -> Optional.of(PingError.HTTP);
                    case NONE -> Optional.empty();
                });
    }

    @Test
    void countsThrottledPagesAsReachedAndThin() throws IOException {
        var throttled = new ArrayList<Ping>();

        for (var file : Samples.files(EMULATED)) {
            if (name(file).startsWith("throttling")) {
                throttled.add(ping(file));
            }
        }

        assertThat(throttled).hasSize(2).allMatch(Ping::ok).allMatch(ping -> ping.kbps() == 0);
    }

    /** The emulated networks of OONI keep no chain of what they showed, so there is neither an issuer nor a key to take. */
    @Test
    void tellsAnUnknownAuthorityWithoutAChainAsAFailureAlone() throws IOException {
        var unknown = new ArrayList<Ping>();

        for (var file : Samples.files(EMULATED)) {
            if (name(file).startsWith("badSSLWithUnknownAuthority")) {
                unknown.add(ping(file));
            }
        }

        assertThat(unknown)
                .containsExactly(
                        Ping.failed("site/untrusted-root.badssl.com", PingError.TLS),
                        Ping.failed("site/www.example.com", PingError.TLS));
    }

    @Test
    void keepsIssuerAndKeyOfTheChainThatWasShown() throws IOException {
        assertThat(certificates("_JP_whatsapp_"))
                .containsOnly(new Tls("CN=localhost", "mwwOguZ21qgSGH6OEajIcsd+gYIQaERccvQSIb4hc6k="));
        assertThat(certificates("_US_telegram_b2b5"))
                .containsOnly(new Tls(
                        "CN=Go Daddy Secure Certificate Authority - G2,OU=http://certs.godaddy.com/repository/,"
                                + "O=GoDaddy.com\\, Inc.,L=Scottsdale,ST=Arizona,C=US",
                        "U5LMvS3jyfbEO24kWnMok/cWqOzUr8QMrg4HmTCGQY0="));
        assertThat(certificates("_US_webconnectivity_9215"))
                .containsOnly(new Tls(
                        "CN=DigiCert SHA2 High Assurance Server CA,OU=www.digicert.com,O=DigiCert Inc,C=US",
                        "8JXCqUjJaIQ03R1D0NgbYdnnG2ZI3uAiF2PDzdJqHvY="));
    }

    /** Of all pings of the published measurement whose file name has this in it. */
    private List<Tls> certificates(String part) throws IOException {
        var shown = new ArrayList<Tls>();
        for (var file : Samples.files("ooni-samples/measurements")) {
            if (name(file).contains(part)) {
                Read.report(adapter, Samples.documents(file).get(0)).pings().stream()
                        .map(Ping::tls)
                        .flatMap(Stream::ofNullable)
                        .forEach(shown::add);
            }
        }
        return shown;
    }

    @Test
    void readsEveryTestThatItKnowsAndNamesThoseThatItDoesNot() throws IOException {
        var rejected = new TreeSet<String>();
        var read = new TreeSet<String>();
        for (var folder : List.of("ooni-samples/measurements", "ooni-samples/fastpath_fixtures")) {
            for (var file : Samples.files(folder)) {
                var document = Samples.documents(file).get(0);
                var test = document.path("test_name").textValue();
                var adapted = adapter.read(document);
                if (adapted instanceof Adapted.Rejected no) {
                    rejected.add(test + ": " + no.pointer() + " " + no.detail());
                } else {
                    read.add(test);
                }
            }
        }

        assertThat(read)
                .containsExactlyInAnyOrder("web_connectivity", "telegram", "whatsapp", "signal", "tor", "ndt", "dash");
        assertThat(rejected)
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                "facebook_messenger",
                                "http_header_field_manipulation",
                                "http_invalid_request_line",
                                "http_requests",
                                "openvpn",
                                "psiphon")
                        .map(test -> test
                                + ": /test_name is not web_connectivity, telegram, whatsapp, signal, tor, ndt or dash")
                        .toList());
    }

    private static WebFinding finding(Path file) throws IOException {
        var document = new Field(Samples.documents(file).get(0), "");
        var host = HostNames.ofUrl(document.at("input").text().orElseThrow()).orElseThrow();
        return WebConnectivity.find(document.at("test_keys"), host).orElseThrow();
    }

    private Ping ping(Path file) throws IOException {
        return Read.report(adapter, Samples.documents(file).get(0)).pings().get(0);
    }

    private static Stage stageOf(String name) {
        return STAGES.entrySet().stream()
                .filter(entry -> name.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .reduce((shorter, longer) -> longer)
                .orElseThrow();
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
