package kz.dabyl.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | application/json",
                "' Application/JSON ; charset=utf-8; a=b' | application/json",
                "text/calendar;method=publish | text/calendar",
                "'' | ''",
                "; | ''",
                " | ''",
            })
    void isWhatStandsBeforeTheParametersWhateverItsCase(String header, String type) {
        var read = MediaType.of(header);

        assertThat(read).isEqualTo(type);
    }
}
