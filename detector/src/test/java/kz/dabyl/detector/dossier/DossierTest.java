package kz.dabyl.detector.dossier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import kz.dabyl.detector.core.IncidentFold.Reports;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentJson;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.model.Thresholds;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DossierTest {

    private static final long MINUTE = 60_000;
    private static final Incident OPENED = incident(1, "open", null, "Connectivity <b>lost</b> & \"cut\"");
    private static final Incident CLOSED = incident(2, "closed", "2021-04-24T07:40:00.000Z", "It is over");

    private static Incident incident(int revision, String state, @Nullable String ended, String said) {
        return IncidentJson.parse("""
                {"id":"01F41AFCCR2Y5KEJJQPFB99C86","revision":%d,"kind":"shutdown","state":"%s","certainty":"confirmed",
                 "confidence":0.987,"area":"Almaty","places":["8820e60003fffff"],"networks":["401-01","401-02"],
                 "access":["mobile"],"targets":[],"started":"2021-04-24T07:10:00.000Z","detected":"2021-04-24T07:11:00.000Z",
                 "updated":"2021-04-24T07:4%d:00.000Z","ended":%s,
                 "evidence":{"expected":41.3,"heard":2,"probes_silent":19,"control_expected":63.1,"control_heard":62,
                 "late_confirmations":0},"restored":[],"rally":"<script>","reason":null,"thresholds_version":7,
                 "summary":{"en":"%s","ru":"%s","kk":"%s"}}
                """.formatted(
                        revision,
                        state,
                        revision,
                        ended == null ? "null" : "\"" + ended + "\"",
                        said.replace("\"", "\\\""),
                        said.replace("\"", "\\\""),
                        said.replace("\"", "\\\"")));
    }

    private static Material material() {
        var points = new ArrayList<Timeline.Point>();
        for (var minute = -10; minute <= 40; minute += 5) {
            var cut = minute > 0 && minute <= 30;
            points.add(new Timeline.Point(
                    OPENED.started() + minute * MINUTE, new Reports(41.3, cut ? 2 : 40), new Reports(63.1, 62)));
        }
        return new Material(new Timeline(points), "ab".repeat(32), Thresholds.DEFAULT, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "kk"})
    void saysTheSameAsEver(String language) throws IOException {
        var page = page(List.of(OPENED, CLOSED), Optional.of(material()), language);

        assertThat(page).isEqualTo(golden(language + ".html", page));
    }

    @Test
    void takesNoTextForMarkup() {
        var page = page(List.of(OPENED, CLOSED), Optional.of(material()), "en");

        assertThat(page).doesNotContain("<script", "<b>").contains("&lt;b&gt;lost&lt;/b&gt; &amp; &quot;cut&quot;");
    }

    @Test
    void isOfUseWithoutAnyEvidenceToo() {
        var page = page(List.of(OPENED), Optional.empty(), "en");

        assertThat(page)
                .contains("The evidence is not kept any more.", "not yet")
                .doesNotContain("<svg");
    }

    @ParameterizedTest
    @EnumSource(IncidentKind.class)
    void hasWordsForEveryKindInEveryLanguage(IncidentKind kind) {
        for (var language : DossierWords.LANGUAGES) {
            assertThat(keys(language)).contains("kind." + kind.word());
        }
    }

    @Test
    void hasTheSameWordsInEveryLanguage() {
        assertThat(keys("ru")).isEqualTo(keys("en"));
        assertThat(keys("kk")).isEqualTo(keys("en"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ru", "kk"})
    void claimsNoIntentAndNamesNoAuthor(String language) {
        var words = DossierWords.of(language).orElseThrow();

        assertThat(keys(language))
                .allSatisfy(key -> assertThat(words.get(key).toLowerCase(Locale.ROOT))
                        .as(key)
                        .doesNotContain("cut off", "was cut", "block", "throttl", "shut", "switched off", "deliberate")
                        .doesNotContain("government", "authorit", "state", "intercept", "censor")
                        .doesNotContain("отключ", "заблок", "блокир", "замедл", "глуш", "власт", "перехват", "цензур")
                        .doesNotContain("бұғат", "баяулат", "билік", "үкімет", "цензура", "өшір", "ұстап"));
    }

    @Test
    void tellsTheTimeThatClocksOfThePlaceShowed() {
        var page = page(List.of(OPENED, CLOSED), Optional.of(material()), "en");

        assertThat(page).contains("2021-04-24 13:10:00 UTC+6", "13:00 UTC+6").doesNotContain("07:10");
    }

    @Test
    void saysThatAnExerciseIsOne() {
        var words = DossierWords.of("en").orElseThrow();

        var page = new Dossier(List.of(OPENED), Optional.empty(), words, true).html();

        assertThat(page).contains("Nothing of this is happening now.");
    }

    @Test
    void saysWhereThePlotEndsBeforeTheIncidentDoes() {
        var early = new Material(material().timeline(), "ab".repeat(32), Thresholds.DEFAULT, 1);

        assertThat(page(List.of(OPENED, CLOSED), Optional.of(early), "en")).contains("?revision=N");
        assertThat(page(List.of(OPENED, CLOSED), Optional.of(material()), "en")).doesNotContain("?revision=N");
    }

    private static Set<String> keys(String language) {
        try (var in = requireNonNull(DossierWords.class.getResourceAsStream(language + ".properties"))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page(List<Incident> revisions, Optional<Material> material, String language) {
        return new Dossier(revisions, material, DossierWords.of(language).orElseThrow(), false).html();
    }

    /** With {@code -Ddabyl.words.write=true} the page becomes the golden one. */
    private static String golden(String name, String page) throws IOException {
        if (Boolean.getBoolean("dabyl.words.write")) {
            Files.writeString(Path.of("src/test/resources/kz/dabyl/detector/dossier", name), page);
            return page;
        }
        try (var in = DossierTest.class.getResourceAsStream(name)) {
            return in == null ? "" : new String(in.readAllBytes(), UTF_8);
        }
    }
}
