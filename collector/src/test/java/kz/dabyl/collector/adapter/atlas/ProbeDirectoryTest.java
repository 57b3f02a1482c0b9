package kz.dabyl.collector.adapter.atlas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import kz.dabyl.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeDirectoryTest {

    @Test
    void findsColumnsByTheirNames() {
        var directory = ProbeDirectory.parse("\"asn\",\"prb_id\",\"country\"\r\n\"9198\",\"1\",\"KZ\"\r\n");

        assertThat(directory.country(1)).contains("KZ");
        assertThat(directory.asn(1)).hasValue(9198);
    }

    @Test
    void takesEmptyAndStrangeValuesForUnknown() {
        var directory = ProbeDirectory.parse("prb_id,country,asn\n1,,\n2,Kazakhstan,AS9198\n3\n4,EU,\n\n");

        assertThat(directory.country(1)).isEmpty();
        assertThat(directory.country(2)).isEmpty();
        assertThat(directory.country(3)).isEmpty();
        assertThat(directory.country(4)).isEmpty();
        assertThat(directory.asn(1)).isEqualTo(OptionalLong.empty());
        assertThat(directory.asn(2)).isEqualTo(OptionalLong.empty());
        assertThat(directory.asn(99)).isEqualTo(OptionalLong.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EU", "UK", "kz", "KAZ"})
    void refusesForAllWhatIsNoCountry(String country) {
        assertThatThrownBy(() -> ProbeDirectory.all(country, ""))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("expected an ISO 3166 code");
    }

    @Test
    void namesTheColumnThatIsMissing() {
        assertThatThrownBy(() -> ProbeDirectory.parse("prb_id,asn\n1,2\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("line 1: expected a header with prb_id,country,asn, has no country");
    }

    @Test
    void namesTheLineOfAProbeThatIsNoNumber() {
        assertThatThrownBy(() -> ProbeDirectory.parse("prb_id,country,asn\n1,KZ,2\nx,KZ,2\n"))
                .hasMessage("line 3: expected a number as prb_id, was 'x'");
    }
}
