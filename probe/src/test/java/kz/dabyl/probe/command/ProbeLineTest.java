package kz.dabyl.probe.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import kz.dabyl.model.targets.Check;
import kz.dabyl.model.targets.Target;
import kz.dabyl.probe.agent.SignedTargets;
import kz.dabyl.probe.agent.TargetBook;
import kz.dabyl.probe.keep.Identity;
import kz.dabyl.probe.keep.Outbox;
import kz.dabyl.probe.keep.OutboxKey;
import kz.dabyl.probe.keep.StateFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeLineTest {

    private static final String[] WHERE = {"--place", "KZ-75", "--network", "401-01", "--access", "mobile"};

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | --to",
                "--to http://collector.example | expected https",
                "--to https://collector.example/path | --to",
                "--to https://a@collector.example | --to",
                "--to ftp://collector.example | --to",
                "--to https://a.example --to https://a.example | each address once",
                "--to https://a.example --interval 4 | --interval",
                "--to https://a.example --late-within 0 | --late-within",
                "--to https://a.example --access wifi | --access",
                "--to https://a.example --place 43.2 | --place",
                "--to https://a.example --keep-mb 0 | --keep-mb",
                "--to https://a.example --consent perhaps | --consent",
                "--to https://a.example --language de | --language",
                "--to https://a.example --consent yes | --invite",
                "--to https://a.example --insecure | --insecure"
            })
    void saysInOneLineWhatIsWrongAndTouchesNoNetwork(String line, String named) {
        var code = run(Map.of(), "", false, line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8).lines().reduce((one, other) -> other).orElse(""))
                .startsWith("dabyl-probe: ")
                .contains(named);
        assertThat(out.toString(UTF_8)).isEmpty();
    }

    @Test
    void refusesAnInviteThatNoCollectorTakesWithoutAskingAny() {
        var longest = "x".repeat(256);

        var code =
                run(Map.of(), "", false, "--to", "http://127.0.0.1:9", "--invite", longest + "x", "--consent", "yes");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("--invite", "at most 256 characters, was 257");
    }

    @Test
    void runsNowhereWithoutConsent() {
        var code = run(Map.of(), "", false, "--to", "https://a.example", "--invite", "x");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("What you risk", "--consent yes");
        assertThat(folder.resolve("state/key")).doesNotExist();
    }

    @Test
    void asksWhoeverSitsThereInTheirLanguageAndOnlyOnce() {
        var refused = run(Map.of("LANG", "ru_RU.UTF-8"), "нет\n", true, "--to", "https://a.example");
        var asked = err.toString(UTF_8);
        var agreed = run(Map.of("LANG", "kk_KZ"), "Иә\n", true, "--to", "https://a.example");
        err.reset();
        var again = run(Map.of(), "", true, "--to", "https://a.example");

        assertThat(refused).isEqualTo(1);
        assertThat(asked).contains("Чем вы рискуете");
        // All that is missing then is the invite.
        assertThat(agreed).isEqualTo(2);
        assertThat(again).isEqualTo(2);
        assertThat(err.toString(UTF_8)).doesNotContain("What you risk").contains("--invite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kk", "ru", "en"})
    void saysInEveryLanguageHowToSeeWhatIsSentAndHowToDestroyIt(String language) {
        assertThat(Consent.text(language)).contains("dabyl-probe panic", "dabyl-probe --dry-run", "0", "500", "256");
    }

    @Test
    void showsWhatItWouldSendAndKeepsNothing() throws Exception {
        var code = run(Map.of("DABYL_PLACE", "KZ-71"), "", false, "--dry-run", "--consent", "yes", "--interval", "5");

        var report = out.toString(UTF_8);
        assertThat(code).as(err.toString(UTF_8)).isZero();
        assertThat(report.lines()).hasSize(1);
        assertThat(report)
                .contains(
                        "\"probe\":\"not-yet-enrolled\"",
                        "\"interval_s\":5",
                        "\"access\":\"mobile\"",
                        "domestic/egov.kz");
        assertThat(folder.resolve("state")).doesNotExist();
    }

    @Test
    void touchesNoTargetInADryRunEitherBeforeItHasConsentAndShowsThroughputToo() throws Exception {
        var asked = new AtomicInteger();
        var site = site(asked);
        knowTargets(site.getAddress().getPort());
        String[] dry = {"--dry-run", "--allow-private-targets", "--interval", "30"};

        var code = run(Map.of(), "", false, dry);
        var before = asked.get();
        var said = err.toString(UTF_8);
        var shown = out.toString(UTF_8);
        var agreed = run(Map.of("DABYL_CONSENT", "yes"), "", false, dry);

        site.stop(0);
        assertThat(code).isEqualTo(1);
        assertThat(said).contains("What you risk", "--consent yes");
        assertThat(shown).isEmpty();
        assertThat(before).isZero();
        assertThat(agreed).isZero();
        assertThat(asked).hasValue(1);
        assertThat(out.toString(UTF_8)).contains("site/here.example", "\"kbps\":");
        assertThat(folder.resolve("state/consent")).doesNotExist();
    }

    private static HttpServer site(AtomicInteger asked) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            var page = new byte[200_000];
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        return server;
    }

    /** Has a probe that enrolled know of one target, on this machine. */
    private void knowTargets(int port) throws Exception {
        var state = new StateFolder(folder.resolve("state"));
        state.make();
        var collector = new SignedTargets();
        new Identity("p-1", "dp1_secret", collector.key(), "").keepIn(state.identity());
        var target = new Target("site/here.example", Check.HTTP, "127.0.0.1", port, "/", 600, 600);
        var list = SignedTargets.list(0, 4_000_000_000_000L, List.of(target));
        TargetBook.open(state.targets(), collector.key()).take(list, collector.signature(list), 1);
    }

    @Test
    void takesTheNetworkThatItsCollectorToldWhereNoModemTellsOne() throws Exception {
        var before = run(Map.of(), "", false, "--dry-run", "--consent", "yes", "--network", "auto");
        var said = err.toString(UTF_8);
        var state = new StateFolder(folder.resolve("state"));
        state.make();
        new Identity("p-1", "dp1_secret", "", "AS9198").keepIn(state.identity());

        var after = run(Map.of(), "", false, "--dry-run", "--consent", "yes", "--network", "auto", "--interval", "5");

        assertThat(before).isEqualTo(2);
        assertThat(said).contains("neither a modem here nor the collector");
        assertThat(after).as(err.toString(UTF_8)).isZero();
        assertThat(out.toString(UTF_8)).contains("\"network\":\"AS9198\"");
    }

    @Test
    void destroysWhatThereIsAndMayBeRepeated() throws Exception {
        var state = new StateFolder(folder.resolve("state"));
        state.make();
        new Identity("p-1", "dp1_secret", "", "").keepIn(state.identity());
        Outbox.open(state.outbox(), OutboxKey.keptIn(state.key()), 1 << 20, 0).add(0, "{}");
        Files.writeString(state.path().resolve("identity.new"), "dp1_half");

        var first = run(Map.of(), "", false, "panic");
        var said = err.toString(UTF_8);
        var second = run(Map.of(), "", false, "panic");

        assertThat(List.of(first, second)).containsOnly(0);
        assertThat(said)
                .contains("destroyed: key, identity, identity.new, outbox", "What can still be found", "--state");
        assertThat(state.path()).isEmptyDirectory();
    }

    @Test
    void destroysTheRestOfItWhereOneThingResistsAndSaysSo() throws Exception {
        var state = new StateFolder(folder.resolve("state"));
        state.make();
        // Neither can be written over; a folder with something in it cannot be deleted either.
        Files.createDirectories(state.key().resolve("in the way"));
        new Identity("p-1", "dp1_secret", "", "").keepIn(state.identity());
        Files.createDirectories(state.outbox());

        var code = run(Map.of(), "", false, "panic");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("destroyed: identity, outbox", "NOT destroyed: key in");
        assertThat(state.path().toFile().list()).containsExactly("key");
    }

    /** Collectors answer a batch with a report of another probe by 403, and the new one would be shut out by the old. */
    @Test
    void givesUpWhatItKeptUnderAFormerPseudonymBeforeItEnrolsAnew() throws Exception {
        var state = new StateFolder(folder.resolve("state"));
        state.make();
        Outbox.open(state.outbox(), OutboxKey.keptIn(state.key()), 1 << 20, 0).add(0, "{}");
        var collector = collectorThatKnowsNoInvite();
        var address = "http://127.0.0.1:" + collector.getAddress().getPort();

        var code = run(Map.of(), "", false, "--to", address, "--invite", "x", "--consent", "yes");

        collector.stop(0);
        var left = Outbox.open(state.outbox(), OutboxKey.keptIn(state.key()), 1 << 20, 0);
        assertThat(code).isEqualTo(1);
        assertThat(left.size()).isZero();
        assertThat(left.next()).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("giving up 1 kept reports", "cannot enrol");
    }

    private static HttpServer collectorThatKnowsNoInvite() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/probes", exchange -> {
            var problem = "{\"type\":\"/problems/unauthorized\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(401, problem.length);
            exchange.getResponseBody().write(problem);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void leavesAFolderAloneThatAnotherProbeUses() throws Exception {
        var state = new StateFolder(folder.resolve("state"));
        state.make();
        try (var lock = state.lock().orElseThrow()) {
            var code = run(Map.of(), "", false, "--to", "http://127.0.0.1:9", "--invite", "x", "--consent", "yes");

            assertThat(lock.channel().isOpen()).isTrue();
            assertThat(code).isEqualTo(1);
            assertThat(err.toString(UTF_8)).contains("another probe is running on");
            assertThat(state.key()).doesNotExist();
        }
    }

    @Test
    void saysWhyItMustEnrolAnewWhereItsIdentityWasSpoilt() throws Exception {
        var state = new StateFolder(folder.resolve("state"));
        state.make();
        Files.write(state.identity(), new byte[] {(byte) 0xFF, 0, '{'});

        var code = run(Map.of(), "", false, "--to", "http://127.0.0.1:9", "--consent", "yes");

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("is no identity", "--invite");
    }

    @Test
    void saysThatThereIsNobodyToSayGoodbyeFor() {
        assertThat(run(Map.of(), "", false, "goodbye")).isEqualTo(1);
        assertThat(err.toString(UTF_8)).contains("no probe is running there");
    }

    private int run(Map<String, String> environment, String in, boolean person, String... arguments) {
        var line = new ArrayList<>(Arrays.asList(arguments));
        var own = line.contains("panic") || line.contains("goodbye");
        line.addAll(List.of("--state", folder.resolve("state").toString()));
        if (!own) {
            for (var i = 0; i < WHERE.length; i += 2) {
                var variable = "DABYL_" + WHERE[i].substring(2).toUpperCase(Locale.ROOT);
                if (!line.contains(WHERE[i]) && !environment.containsKey(variable)) {
                    line.addAll(List.of(WHERE[i], WHERE[i + 1]));
                }
            }
        }
        var streams = new Streams(
                new ByteArrayInputStream(in.getBytes(UTF_8)),
                out,
                new PrintStream(err, true, UTF_8),
                environment,
                person);
        return ProbeLine.program(streams).execute(line.toArray(String[]::new));
    }
}
