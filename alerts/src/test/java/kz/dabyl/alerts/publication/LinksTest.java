package kz.dabyl.alerts.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinksTest {

    @ParameterizedTest
    @CsvSource({
        "https://dabyl.example, https://dabyl.example/cap/a.xml",
        "https://dabyl.example/, https://dabyl.example/cap/a.xml",
        "https://example.org/dabyl/, https://example.org/dabyl/cap/a.xml"
    })
    void beginWithTheAddressOfTheDeployment(URI site, String link) {
        assertThat(new Links(Optional.of(site)).cap("a")).isEqualTo(link);
    }

    @Test
    void areRelativeWhereItIsNotKnown() {
        assertThat(new Links(Optional.empty()).page("a b/\"c")).isEqualTo("/incidents/a%20b%2F%22c");
    }
}
