package kz.dabyl.alerts.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kz.dabyl.alerts.fakes.SomeIncident;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentBookTest {

    private final AreaMatch areas = new AreaMatch(List.of("KZ"));
    private final IncidentBook book = new IncidentBook(100, areas);

    @Test
    void keepsEveryRevisionAndKnowsTheLatest() {
        add(0, SomeIncident.opening("a"));
        add(1, SomeIncident.opening("b"));
        add(2, SomeIncident.opening("a").next().confirmed());

        assertThat(book.revisions("a"))
                .extracting(revision -> revision.incident().revision())
                .containsExactly(1, 2);
        assertThat(book.latest("a").orElseThrow().incident().certainty()).isEqualTo(Incident.Certainty.CONFIRMED);
        assertThat(book.latest("c")).isEmpty();
        assertThat(book.revisions("c")).isEmpty();
    }

    @Test
    void takesARevisionOnceHoweverOftenItIsPublished() {
        var first = book.add(0, SomeIncident.opening("a").incident());
        var again = book.add(1, SomeIncident.opening("a").confidence(0.5).incident());

        assertThat(first).isPresent();
        assertThat(again).isEmpty();
        assertThat(book.latest("a").orElseThrow().incident().confidence()).isEqualTo(0.99);
        assertThat(book.nextOffset()).isEqualTo(2);
    }

    @Test
    void holdsTheHighestRevisionForTheLatestInWhateverOrderTheyCome() {
        add(0, SomeIncident.opening("a").revision(3));
        add(1, SomeIncident.opening("a").revision(2));

        assertThat(book.latest("a").orElseThrow().incident().revision()).isEqualTo(3);
        assertThat(book.before(SomeIncident.opening("a").revision(3).incident()))
                .map(Incident::revision)
                .contains(2);
    }

    @Test
    void tellsWhatWasPublishedAfterAnOffset() {
        add(3, SomeIncident.opening("a"));
        add(7, SomeIncident.opening("b"));
        add(9, SomeIncident.opening("c"));

        assertThat(book.publishedAfter(3, 10)).extracting(Revision::offset).containsExactly(7L, 9L);
        assertThat(book.publishedAfter(-1, 2)).extracting(Revision::offset).containsExactly(3L, 7L);
        assertThat(book.publishedAfter(9, 10)).isEmpty();
    }

    @Test
    void forgetsWhatHasBeenOverForLongestAndKeepsWhatIsOpen() {
        var small = new IncidentBook(4, areas);
        small.add(0, SomeIncident.opening("open").incident());
        small.add(1, SomeIncident.opening("old").incident());
        small.add(2, SomeIncident.opening("old").next().closed().incident());
        small.add(3, SomeIncident.opening("new").incident());
        small.add(4, SomeIncident.opening("new").next().closed().incident());

        assertThat(small.latest("old")).isEmpty();
        assertThat(small.latest("open")).isPresent();
        assertThat(small.revisions("new")).hasSize(2);
        assertThat(small.publishedAfter(-1, 10)).extracting(Revision::offset).containsExactly(0L, 3L, 4L);
        assertThat(small.find(query(Map.of())).items()).hasSize(2);
    }

    @Test
    void listsTheOpenOnes() {
        add(0, SomeIncident.opening("a"));
        add(1, SomeIncident.opening("b"));
        add(2, SomeIncident.opening("b").next().closed());
        add(3, SomeIncident.opening("c").retracted());

        assertThat(book.open()).extracting(Incident::id).containsExactly("a");
    }

    @Test
    void pagesNewestFirstAndMeetsEveryIncidentOnceWhileTheyAreRevised() {
        for (var i = 0; i < 7; i++) {
            add(i, SomeIncident.opening("i" + i).started("2021-04-24T07:0" + i + ":00Z"));
        }

        var seen = new ArrayList<String>();
        var cursor = Optional.<String>empty();
        do {
            var page = book.find(
                    query(cursor.map(c -> Map.of("limit", "3", "cursor", c)).orElse(Map.of("limit", "3"))));
            page.items().forEach(item -> seen.add(item.incident().id()));
            cursor = page.nextCursor();
            add(10 + seen.size(), SomeIncident.opening("i6").revision(seen.size() + 1));
        } while (cursor.isPresent());

        assertThat(seen).containsExactly("i6", "i5", "i4", "i3", "i2", "i1", "i0");
    }

    @ParameterizedTest(name = "{0}={1} finds {2}")
    @CsvSource({
        "state, open, ab",
        "state, closed, c",
        "kind, outage, b",
        "area, almaty, ac",
        "area, Astana, b",
        "from, 2021-04-24T09:00:00Z, ab",
        "until, 2021-04-24T07:30:00Z, a",
        "until, 2021-04-24T07:00:12.000Z, ''",
        "from, 2021-04-24T08:30:00Z, abc",
        "from, 2021-04-24T08:59:59.999Z, abc",
    })
    void findsByStateKindAreaAndTime(String name, String value, String ids) {
        add(0, SomeIncident.opening("a"));
        add(
                1,
                SomeIncident.opening("b")
                        .kind(IncidentKind.OUTAGE)
                        .in("Astana", "KZ-71")
                        .started("2021-04-24T07:45:00Z"));
        add(2, SomeIncident.opening("c").started("2021-04-24T08:00:00Z"));
        add(3, SomeIncident.opening("c").started("2021-04-24T08:00:00Z").next().closed());

        var found = book.find(query(Map.of(name, value))).items().stream()
                .map(item -> item.incident().id())
                .sorted()
                .toList();

        assertThat(String.join("", found)).isEqualTo(ids);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({
        "state, OPEN",
        "state, over",
        "kind, shutdowns",
        "area, ' '",
        "from, yesterday",
        "until, 2021-04-24",
        "limit, 0",
        "limit, 1001",
        "limit, ten",
        "cursor, '???'",
        "cursor, YWJj"
    })
    void refusesABadParameterByItsName(String name, String value) {
        assertThatThrownBy(() -> query(Map.of(name, value)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        e -> assertThat(e.pointer()).isEqualTo("/" + name))
                .hasMessageContaining(name);
    }

    private void add(long offset, SomeIncident incident) {
        book.add(offset, incident.incident());
    }

    private static IncidentQuery query(Map<String, String> parameters) {
        return IncidentQuery.parse(name -> Optional.ofNullable(parameters.get(name)));
    }
}
