package kz.dabyl.probe.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModemManagerTest {

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
}
