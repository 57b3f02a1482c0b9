package kz.dabyl.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelBookTest {

    private final LabelBook book = new LabelBook();

    @Test
    void holdsTheLastOfEveryIncidentTheOneThatWasSetLastAtTheEnd() {
        book.take(set("a", Label.Verdict.HAPPENED, 1));
        book.take(set("b", Label.Verdict.HAPPENED, 2));
        book.take(set("a", Label.Verdict.FALSE_ALARM, 3));

        assertThat(book.of("a")).map(Label::verdict).contains(Label.Verdict.FALSE_ALARM);
        assertThat(book.all()).extracting(Label::incident).containsExactly("b", "a");
    }

    @Test
    void aLabelThatWasTakenAwayHoldsNoMoreButStaysInTheHistory() {
        book.take(set("a", Label.Verdict.HAPPENED, 1));
        book.take(LabelChange.removal("c", "a", "operator", 2));

        assertThat(book.of("a")).isEmpty();
        assertThat(book.all()).isEmpty();
        assertThat(book.history("a")).extracting(LabelChange::at).containsExactly(1L, 2L);
    }

    @Test
    void theOrderOfTheTopicCountsAndNotTheTimes() {
        book.take(set("a", Label.Verdict.HAPPENED, 9));
        book.take(set("a", Label.Verdict.FALSE_ALARM, 1));

        assertThat(book.of("a")).map(Label::verdict).contains(Label.Verdict.FALSE_ALARM);
    }

    private static LabelChange set(String incident, Label.Verdict verdict, long at) {
        return LabelChange.set("c" + at, new Label(incident, verdict, "", "operator", at));
    }
}
