package kz.dabyl.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import kz.dabyl.runtime.Credentials.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
        assertThat(second.probeKey()).isEqualTo(first.probeKey());
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

        credentials.probeKey()[0] = 1;

        assertThat(credentials.probeKey()[0]).isZero();
    }
}
