package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UplinkTest {

    @ParameterizedTest
    @CsvSource({
        "wwan0,     401-01, 401-01, mobile",
        "wwp0s20u4, 401-01, 401-01, mobile",
        "ppp0,      401-01, 401-01, mobile",
        "ppp0,      '',     '',     fixed",
        "wwan0,     '',     '',     fixed",
        "wlan0,     401-01, '',     fixed",
        "eth0,      401-01, '',     fixed",
        "'',        401-01, 401-01, mobile",
        "'',        '',     '',     fixed"
    })
    void isMobileWhereTheWayOutLeadsThroughARegisteredModem(String device, String modem, String network, String word) {
        var uplink = Uplink.of(known(device), known(modem));

        assertThat(uplink.modem()).isEqualTo(known(network));
        assertThat(uplink.access().word()).isEqualTo(word);
    }

    private static Optional<String> known(String text) {
        return Optional.of(text).filter(it -> !it.isEmpty());
    }
}
