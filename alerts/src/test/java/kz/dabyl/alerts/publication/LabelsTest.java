package kz.dabyl.alerts.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.stream.Stream;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.words.Language;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelsTest {

    @ParameterizedTest
    @EnumSource(Language.class)
    void haveTheSameKeysInEveryLanguage(Language language) {
        assertThat(labels(language).stringPropertyNames())
                .isEqualTo(labels(Language.EN).stringPropertyNames());
        assertThat(labels(language).values())
                .allMatch(value -> !value.toString().isBlank());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void nameEveryKindStateAndCertainty(Language language) {
        var labels = Labels.of(language);

        assertThat(Stream.of(IncidentKind.values()).map(labels::kind)).doesNotHaveDuplicates();
        assertThat(Stream.of(Incident.State.values()).map(labels::state)).doesNotHaveDuplicates();
        assertThat(Stream.of(Incident.Certainty.values()).map(labels::certainty))
                .doesNotHaveDuplicates();
    }

    @Test
    void tellAReasonInWordsOrAsItIs() {
        assertThat(Labels.of(Language.EN).reason("restart")).isEqualTo("the probes had restarted");
        assertThat(Labels.of(Language.RU).reason("moonlight")).isEqualTo("moonlight");
    }

    private static Properties labels(Language language) {
        var labels = new Properties();
        try (var in = new StringReader(Golden.resource("labels_" + language.code() + ".properties"))) {
            labels.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return labels;
    }
}
