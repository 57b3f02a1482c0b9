package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelChangeTest {

    private static final long NOON = Times.parse("2021-04-24T12:00:00Z").orElseThrow();

    @Test
    void aLabelThatIsSetAndOneThatIsTakenAwayReadAsTheyWereWritten() {
        var label = new Label("i1", Label.Verdict.FALSE_ALARM, "ремонт на кольце\nсо слов оператора", "operator", NOON);

        var set = LabelChange.set("c1", label);
        var removed = LabelChange.removal("c2", "i1", "operator", NOON);

        assertThat(LabelChange.parse(set.text())).isEqualTo(set);
        assertThat(LabelChange.parse(removed.text())).isEqualTo(removed);
    }

    @Test
    void showsTheFieldsOfTheContractInTheirOrder() {
        var label = new Label("i1", Label.Verdict.HAPPENED, "", "operator", NOON);

        var shown = LabelChange.set("c1", label).shown();

        assertThat(shown)
                .hasToString(
                        "{\"incident\":\"i1\",\"verdict\":\"happened\",\"note\":\"\",\"by\":\"operator\",\"at\":\"2021-04-24T12:00:00.000Z\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"verdict\":\"perhaps\"}",
                "{\"verdict\":true}",
                "{\"verdict\":\"happened\",\"note\":7}",
                "{\"verdict\":\"happened\",\"note\":\"\\u001b[2J\"}",
                "{\"verdict\":\"happened\",\"note\":\"\\u202egnp.exe\"}",
                "{\"verdict\":\"happened\",\"note\":\"\\ud800\"}",
                "{\"verdict\":\"happened\",\"verdict\":\"false_alarm\"}"
            })
    void refusesWhatIsNoLabel(String body) {
        assertThatThrownBy(() -> LabelChange.wanted(body, "i1", "operator", NOON))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void refusesANoteThatIsTooLong() {
        var body = "{\"verdict\":\"happened\",\"note\":\"" + "x".repeat(Label.MAX_NOTE + 1) + "\"}";

        assertThatThrownBy(() -> LabelChange.wanted(body, "i1", "operator", NOON))
                .hasMessageContaining("/note")
                .hasMessageContaining("1001");
    }
}
