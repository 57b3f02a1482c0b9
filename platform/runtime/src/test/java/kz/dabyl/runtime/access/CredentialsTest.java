package kz.dabyl.runtime.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import kz.dabyl.runtime.access.Credentials.Role;
import kz.dabyl.runtime.secrets.SecretFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {

    private static final byte[] KEY = new byte[32];

    @TempDir
    Path directory;

    @Test
    void tellsTheOperatorFromARelayAndFromAStranger() {
        var credentials = new Credentials("operator", "relay", KEY);

        assertThat(credentials.role("operator")).contains(Role.OPERATOR);
        assertThat(credentials.role("relay")).contains(Role.RELAY);
        assertThat(credentials.role("operato")).isEmpty();
        assertThat(credentials.role("")).isEmpty();
    }

    @Test
    void tellsOperatorsWithTokensOfTheirOwnApart() throws IOException {
        Files.writeString(
                directory.resolve("operator-tokens"),
                "# on call\nAigul  op_aigul-0123456789abcdef\n\n  Нұрлан\top_nurlan-0123456789abcd \n");

        var credentials = Credentials.load(directory, Optional.of("operator"), Optional.of("relay"));

        assertThat(credentials.operator("op_aigul-0123456789abcdef")).contains("Aigul");
        assertThat(credentials.operator("op_nurlan-0123456789abcd")).contains("Нұрлан");
        assertThat(credentials.operator("operator")).contains("operator");
        assertThat(credentials.operator("relay")).isEmpty();
        assertThat(credentials.role("op_aigul-0123456789abcdef")).contains(Role.OPERATOR);
        assertThat(credentials.role("op_aigul-0123456789abcde")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "op_secret-0123456789abcdef",
                "Aigul short-secret",
                "Aigul op_secret-0123456789 abcdef",
                "operator op_secret-0123456789abcdef",
                "file op_secret-0123456789abcdef",
                "<b> op_secret-0123456789abcdef",
                "Aigul op_secret-0123456789abcdef\nAigul op_secret-0123456789abcdeg",
                "Aigul op_secret-0123456789abcdef\nDana op_secret-0123456789abcdef",
                "Aigul the-shared-token-of-all",
            })
    void refusesNamesAndTokensThatWouldNotTellWhoItWasAndKeepsThemSecret(String text) throws IOException {
        Files.writeString(directory.resolve("operator-tokens"), text);

        assertThatThrownBy(
                        () -> Credentials.load(directory, Optional.of("the-shared-token-of-all"), Optional.of("relay")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\n"})
    void refusesABlankTokenThatAnEmptyHeaderWouldFit(String blank) {
        assertThatThrownBy(() -> new Credentials(blank, "relay", KEY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Credentials("operator", blank, KEY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesOneTokenForBothRoles() {
        assertThatThrownBy(() -> new Credentials("same", "same", KEY)).hasMessageContaining("differ");
    }

    @Test
    void refusesAShortProbeKey() {
        assertThatThrownBy(() -> new Credentials("operator", "relay", new byte[31]))
                .hasMessageContaining("32");
    }

    @Test
    void takesGivenTokensAndWritesNoneOfThemDown() throws IOException {
        var credentials = Credentials.load(directory, Optional.of("operator"), Optional.of(" relay\n"));

        assertThat(credentials.operatorToken()).isEqualTo("operator");
        assertThat(credentials.relayToken()).isEqualTo("relay");
        assertThat(directory.resolve("operator-token")).doesNotExist();
        assertThat(directory.resolve("relay-token")).doesNotExist();
    }

    @Test
    void makesWhatIsNotGivenForTheOwnersEyesOnly() throws IOException {
        var credentials = Credentials.load(directory, Optional.empty(), Optional.of(""));

        assertThat(credentials.operatorToken()).startsWith("op_").hasSizeGreaterThan(40);
        assertThat(credentials.relayToken()).startsWith("relay_").hasSizeGreaterThan(40);
        try (var files = Files.list(directory)) {
            assertThat(files)
                    .hasSize(3)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void keepsWhatItMadeAcrossStarts() throws IOException {
        var first = Credentials.load(directory, Optional.empty(), Optional.empty());

        var second = Credentials.load(directory, Optional.empty(), Optional.empty());

        assertThat(second.operatorToken()).isEqualTo(first.operatorToken());
        assertThat(second.relayToken()).isEqualTo(first.relayToken());
        assertThat(second.probeKeys().get(0)).isEqualTo(first.probeKeys().get(0));
    }

    @Test
    void makesAnewATokenWhoseFileIsEmpty() throws IOException {
        Files.createFile(directory.resolve("operator-token"));

        var credentials = Credentials.load(directory, Optional.empty(), Optional.empty());

        assertThat(credentials.operatorToken()).startsWith("op_");
        assertThat(Files.readString(directory.resolve("operator-token")).strip())
                .isEqualTo(credentials.operatorToken());
    }

    @Test
    void handsOutCopiesOfTheProbeKey() {
        var credentials = new Credentials("operator", "relay", KEY);

        credentials.probeKeys().get(0)[0] = 1;

        assertThat(credentials.probeKeys().get(0)[0]).isZero();
    }

    @Test
    void takesAFileWithOneKeyAsItWasMade() throws IOException {
        var key = "k".repeat(43);
        Files.writeString(directory.resolve("probe-key"), key + "\n");

        var credentials = Credentials.load(directory, Optional.of("operator"), Optional.of("relay"));

        assertThat(credentials.probeKeys()).containsExactly(key.getBytes(UTF_8));
    }

    @Test
    void takesSeveralProbeKeysTheNewestFirst() throws IOException {
        var fresh = "n".repeat(43);
        var old = "o".repeat(32);
        Files.writeString(directory.resolve("probe-key"), "# since May\n" + fresh + "\n\n  " + old + " \r\n#\n");

        var credentials = Credentials.load(directory, Optional.of("operator"), Optional.of("relay"));

        assertThat(credentials.probeKeys()).containsExactly(fresh.getBytes(UTF_8), old.getBytes(UTF_8));
    }

    @ParameterizedTest
    @MethodSource
    void neverMakesProbesEnrolAnewForAFileThatIsWrong(String text) throws IOException {
        var file = Files.writeString(directory.resolve("probe-key"), text);

        assertThatThrownBy(() -> Credentials.load(directory, Optional.of("operator"), Optional.of("relay")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("probe key")
                .hasMessageNotContaining("kkk");
        assertThat(file).hasContent(text);
    }

    static Stream<String> neverMakesProbesEnrolAnewForAFileThatIsWrong() {
        var key = "k".repeat(32);
        return Stream.of("# nothing but words", key + "\nshort", (key + "\n").repeat(9));
    }

    @Test
    void seesThatASecretCanBeReadByOthers() throws IOException {
        var file = Files.writeString(directory.resolve("probe-key"), "k".repeat(43));

        for (var mode : new String[] {"rw-r-----", "rw----r--", "rw--w----"}) {
            assertThat(SecretFile.ownersOnly(
                            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode))))
                    .isFalse();
        }
        assertThat(SecretFile.ownersOnly(
                        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"))))
                .isTrue();
    }
}
