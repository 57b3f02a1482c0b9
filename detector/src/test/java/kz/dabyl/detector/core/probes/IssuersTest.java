package kz.dabyl.detector.core.probes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuersTest {

    private final Issuers issuers = new Issuers();

    @Test
    void areTheSameWhicheverIntermediateAnAuthoritySignsWith() {
        assertThat(issuers.code("CN=R10,O=Let's Encrypt,C=US")).isEqualTo(issuers.code("CN=R11,O=Let's Encrypt,C=US"));
    }

    @Test
    void differWhereOrganisationsDo() {
        assertThat(issuers.code("CN=R11,O=Let's Encrypt,C=US"))
                .isNotEqualTo(issuers.code("CN=Qaznet Trust Network,O=State Technical Service,C=KZ"));
    }

    @Test
    void areUnknownWhereNobodyIsNamed() {
        assertThat(issuers.code("")).isEqualTo(Issuers.UNKNOWN);
        assertThat(issuers.code("CN=x")).isNotEqualTo(Issuers.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=WE1,O=Google Trust Services,C=US | google trust services",
                "C=US,O=\"DigiCert, Inc.\",CN=Some CA | digicert, inc.",
                "CN=Some CA,O=DigiCert\\, Inc.,C=US | digicert, inc.",
                "CN=x+O=Multi Valued | multi valued",
                "CN=self-signed.example | CN=self-signed.example",
                "not a name at all | not a name at all"
            })
    void goByTheirOrganisationOrElseByTheWholeName(String issuer, String organisation) {
        assertThat(Issuers.organisation(issuer)).isEqualTo(organisation);
    }
}
