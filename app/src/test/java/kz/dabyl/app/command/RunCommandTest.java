package kz.dabyl.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--http-port 99999|--http-port",
                "--http-port eighty|--http-port",
                "--http-instances 0|--http-instances",
                "--http-connections 9|--http-connections",
                "--time moon|--time",
                "--roles collector,cook|--roles",
                "--kafka nowhere|--kafka: expected host:port",
                "--kafka a:9092,b|--kafka",
                "--config no-such-file|no-such-file",
                "--rallies no-such-file|no-such-file",
                "--tls-cert no-such-file|--tls-key",
                "--tls-key no-such-file|--tls-cert",
                "--tls-cert no-such-file --tls-key no-key|no-such-file does not exist",
                "--tls-cert pom.xml --tls-key pom.xml|pom.xml",
                "--collector-id c/1|--collector-id",
                "--site dabyl.example.org|--site",
                "--smtp-host mail.example.org|--smtp-from",
                "--smtp-host mail.example.org --smtp-from Dabyl|--smtp-from",
                "--smtp-host mail.example.org --smtp-from a@example.org --smtp-port 0|--smtp-port",
                "--smtp-host mail.example.org --smtp-from a@example.org --smtp-tls maybe|--smtp-tls",
                "--smtp-host mail.example.org --smtp-from a@example.org --smtp-user a|DABYL_SMTP_PASSWORD",
                "--smtp-host mail.example.org --smtp-from a@example.org --smtp-user a --smtp-password-file none|none"
            })
    void answersAWrongCommandLineWithCode2AndOneLine(String flags, String named) {
        var run = Run.of("run --data " + folder.resolve("data") + " " + flags);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("dabyl: ").contains(named).hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "international/a.example, platform/b.example | domestic, site",
                "domestic/a.example, international/b.example, site/c.example | platform",
                "domestic/a.example, international/b.example, site/c.example, platform/d.example | ''"
            })
    void saysOfWhichClassesAListHasNoTarget(String names, String missing) throws IOException {
        var list = folder.resolve("targets.yaml");
        Files.write(
                list,
                Stream.of(names.split(", "))
                        .map(name -> "- {target: " + name + ", check: tcp}")
                        .toList());

        // It ends before it takes traffic: what its data is to be in is a file.
        var run = Run.of("run --http-port 0 --http-host 127.0.0.1 --data " + list + " --targets " + list);
        var wrong = Run.of("run --data " + folder.resolve("data") + " --targets " + list + " --kafka nowhere");

        assertThat(run.exitCode()).isEqualTo(1);
        if (missing.isEmpty()) {
            assertThat(run.err()).startsWith("dabyl: cannot use").hasLineCount(1);
        } else {
            assertThat(run.err())
                    .startsWith("dabyl: " + list + " has no target of class " + missing + ":")
                    .hasLineCount(2);
        }
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("dabyl: --kafka").hasLineCount(1);
    }

    @Test
    void answersADataDirectoryThatNoBrokerCanUseWithCode2() {
        var run = Run.of("run --data " + folder.resolve("a,b"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("dabyl: --data").hasLineCount(1);
    }

    @Test
    void answersTokensThatCannotBeUsedWithCode2AndDoesNotSayThem() {
        var token = "0123456789abcdef0123456789abcdef";

        var run = Run.with(
                "run --http-port 0 --data " + folder.resolve("data"),
                "",
                Map.of("DABYL_OPERATOR_TOKEN", token, "DABYL_RELAY_TOKEN", token));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("dabyl: ").hasLineCount(1).doesNotContain(token);
    }

    @Test
    void sendsNoPasswordWithoutTlsAndDoesNotSayIt() {
        var run = Run.with(
                "run --smtp-host mail.example.org --smtp-from a@example.org --smtp-user a --smtp-tls none",
                "",
                Map.of("DABYL_SMTP_PASSWORD", "s3cr3t"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--smtp-user").doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource({"1, --tls-cert", "on, --tls-cert", "False, --tls-cert", "perhaps, --durable"})
    void takesSwitchesFromTheEnvironmentHoweverTheyAreWritten(String durable, String named) {
        var run = Run.with("run --tls-key no-such-file", "", Map.of("DABYL_DURABLE", durable));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(named);
    }

    @Test
    void failsWithCode1WhereItCannotKeepItsData() throws IOException {
        var file = Files.createFile(folder.resolve("file"));

        var run = Run.with("run --http-port 0 --http-host 127.0.0.1 --data " + file, "", Map.of());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("dabyl: cannot use " + file).hasLineCount(1);
    }
}
