package kz.dabyl.collector.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import kz.dabyl.collector.TestService;
import kz.dabyl.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsnTableTest {

    private static final String IPTOASN = """
            2.72.0.0\t2.72.255.255\t29355\tKZ\tKCELL-AS
            2.73.0.0\t2.73.255.255\t0\tNone\tNot routed
            2a00:5da0::\t2a00:5da0:ffff:ffff:ffff:ffff:ffff:ffff\t9198\tKZ\tKAZTELECOM-AS
            """;
    private static final String GEOLITE = """
            network,autonomous_system_number,autonomous_system_organization
            2.72.0.0/16,29355,"Kcell, JSC"
            2a00:5da0::/32,9198,"JSC Kazakhtelecom"
            """;
    private static final String DB_IP = """
            "2.72.0.0","2.72.255.255","AS29355","Kcell"
            2a00:5da0::,2a00:5da0:ffff:ffff:ffff:ffff:ffff:ffff,9198,Kazakhtelecom
            """;
    private static final String CAIDA = """
            # routes
            2.72.0.0\t16\t29355_64500
            2a00:5da0::\t32\t9198
            """;

    @ParameterizedTest
    @ValueSource(strings = {IPTOASN, GEOLITE, DB_IP, CAIDA})
    void readsTheTablesThatPeopleHave(String lines) {
        var table = TestService.asns(lines);

        assertThat(table.of("2.72.0.0")).contains("AS29355");
        assertThat(table.of("2.72.255.255")).contains("AS29355");
        assertThat(table.of("::ffff:2.72.1.1")).contains("AS29355");
        assertThat(table.of("2a00:5da0:0:1::7")).contains("AS9198");
        assertThat(table.of("2.71.255.255")).isEmpty();
        assertThat(table.of("2.73.0.0")).isEmpty();
        assertThat(table.of("2a00:5da1::")).isEmpty();
        assertThat(table.of("127.0.0.1")).isEmpty();
        assertThat(table.of("localhost")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, AS1",
        "10.1.0.1, AS2",
        "10.1.1.1, AS3",
        "10.1.2.1, AS2",
        "10.2.0.1, AS1",
        "255.1.1.1, AS4",
        "ff00::1, AS5"
    })
    void findsTheNarrowestOfNetworksThatHoldOneAnother(String address, String asn) {
        var table = TestService.asns("0.0.0.0/0,4\n10.0.0.0/8,1\n10.1.1.0/24,3\n10.1.0.0/16,2\n::/0,5\n");

        assertThat(table.of(address)).contains(asn);
    }

    @Test
    void saysWhichLineIsNoRange() {
        assertThatThrownBy(() -> TestService.asns("2.72.0.0/16,1\n2.73.0.0/33,1\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("line 2");
        assertThatThrownBy(() -> TestService.asns("<html>not found</html>\n")).hasMessageContaining("found none");
    }

    @Test
    void knowsNothingWithoutATable() {
        assertThat(AsnTable.NONE.of("2.72.0.1")).isEmpty();
    }
}
