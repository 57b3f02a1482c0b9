package kz.dabyl.probe.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModemManagerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"modem\":{\"3gpp\":{\"imei\":\"1\",\"operator-code\":\"40101\",\"operator-name\":\"Beeline KZ\"}}} | 401-01",
                "{\"modem\":{\"3gpp\":{\"operator-code\":\"310410\"}}} | 310-410",
                "{\"modem\":{\"3gpp\":{\"operator-code\":\"--\"}}} | ''",
                "{\"modem\":{\"generic\":{}}} | ''",
                "error: couldn't find modem | ''"
            })
    void readsTheNetworkOfTheModem(String answer, String network) {
        assertThat(ModemManager.network(answer.getBytes(UTF_8)).orElse("")).isEqualTo(network);
    }

    @Test
    void asksTheProgramThatIsThere() throws Exception {
        var mmcli = program("echo '{\"modem\":{\"3gpp\":{\"operator-code\":\"40177\"}}}'");

        assertThat(ModemManager.network(List.of(mmcli, "-J"), PATIENCE)).contains("401-77");
    }

    @Test
    void knowsNoNetworkWhereThereIsNoSuchProgramOrNoModem() throws Exception {
        var without = program("echo \"error: couldn't find modem\"; exit 1");

        assertThat(ModemManager.network(List.of(without), PATIENCE)).isEmpty();
        assertThat(ModemManager.network(
                        List.of(folder.resolve("no-such-program").toString()), PATIENCE))
                .isEmpty();
    }

    /** As one does whose service hangs on the bus. */
    @Test
    void waitsForAProgramThatHangsNoLongerThanItsPatience() throws Exception {
        var hangs = program("exec sleep 60");

        var network = assertTimeout(
                Duration.ofSeconds(30), () -> ModemManager.network(List.of(hangs), Duration.ofMillis(300)));

        assertThat(network).isEmpty();
    }

    private String program(String script) throws IOException {
        var file = folder.resolve("mmcli");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }
}
