package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworksTest {

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "401-01, Beeline",
        "401-02, Kcell",
        "401-07, Altel",
        "401-08, Kazakhtelecom",
        "401-77, Tele2/Altel",
        "401-99, 401-99",
        "AS9198, AS9198"
    })
    void areNamedAsTheirCustomersKnowThem(String network, String name) {
        assertThat(Networks.name(network)).isEqualTo(name);
    }
}
