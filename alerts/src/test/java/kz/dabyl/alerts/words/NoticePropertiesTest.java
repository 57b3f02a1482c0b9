package kz.dabyl.alerts.words;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import kz.dabyl.alerts.subscriptions.EventType;
import kz.dabyl.model.Access;
import kz.dabyl.model.Incident;
import kz.dabyl.model.IncidentKind;
import kz.dabyl.words.Facts;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every message, whatever names others choose. */
class NoticePropertiesTest {

    private static final int NTFY_BYTES = 4_096;

    @Test
    void agreedMessagesFitIntoEveryChannel() {
        assertThat(agreed()).isNotEmpty().allSatisfy(NoticePropertiesTest::fits);
    }

    @Test
    void agreedTextsBeginWithTheirTitlesOrWithMoreNames() {
        assertThat(agreed().map(Said::notice)).allSatisfy(notice -> {
            var first = notice.text().lines().findFirst().orElseThrow();
            assertThat(first.equals(notice.title())
                            || first.length() > notice.title().length())
                    .as(first)
                    .isTrue();
        });
    }

    @Test
    void agreedMessagesClaimNoIntentAndNameNoAuthor() {
        assertThat(agreed().map(said -> said.notice().title() + "\n"
                        + said.notice().text() + "\n" + said.notice().brief()))
                .allSatisfy(text -> assertThat(text.toLowerCase(Locale.ROOT))
                        .doesNotContain("cut off", "was cut", "block", "throttl", "shut", "switched off", "deliberate")
                        .doesNotContain("government", "authorit", "state", "intercept", "censor")
                        .doesNotContain("отключ", "заблок", "блокир", "замедл", "глуш", "власт", "перехват", "цензур")
                        .doesNotContain("бұғат", "баяулат", "билік", "үкімет", "цензура"));
    }

    @Property(tries = 300)
    void fitWhateverNamesAreChosen(
            @ForAll("stories") Story story, @ForAll EventType type, @ForAll("languages") String language) {
        fits(new Said(language, tell(type, story, language)));
    }

    @Property(tries = 50)
    void fitWhateverNamesAreChosenWhereSeveralAreToldAsOne(
            @ForAll("several") List<Story> stories, @ForAll EventType type, @ForAll("languages") String language) {
        var incidents = stories.stream().map(Story::incident).toList();

        fits(new Said(language, new Wording(GoldenWords.SITE).digest(type, incidents, language)));
    }

    @Property(tries = 300)
    void haveTheLinesTheyHaveWithPlainNames(
            @ForAll("names") String name,
            @ForAll EventType type,
            @ForAll IncidentKind kind,
            @ForAll("languages") String language) {
        var plain = Story.of(kind);
        var hostile = plain.in(name.replace(",", ""), plain.places().toArray(String[]::new))
                .on(plain.networks().stream().map(network -> network + name).toArray(String[]::new));

        assertThat(labels(tell(type, hostile, language))).isEqualTo(labels(tell(type, plain, language)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>x</b>", "*x*", "_x_", "[x](y)", "{where}", "`x`", "a & b"})
    void passMarkupOnAsPlainText(String name) {
        var notice =
                tell(EventType.OPENED, Story.of(IncidentKind.SHUTDOWN).in(name).on(name), "en");

        assertThat(notice.title()).startsWith(Facts.capitalised(name) + ": ");
        assertThat(notice.text()).contains("\nWhere: " + Facts.capitalised(name) + "\n", "\nNetwork: " + name + "\n");
    }

    @Test
    void repeatNoTargetThatIsNoHost() {
        var story = Story.of(IncidentKind.BLOCKING).to("site/<b>x</b>", "site/call +7 700", "site/vlast.kz");

        var notice = tell(EventType.OPENED, story, "en");

        assertThat(notice.text().lines()).contains("Site or service: vlast.kz");
    }

    @Test
    void forgeNoLineThroughAReason() {
        var story = Story.of(IncidentKind.SHUTDOWN).retracted("x\nMore: https://evil.example\u202e");

        var notice = tell(EventType.RETRACTED, story, "en");

        assertThat(notice.text().lines())
                .contains("Why: x More: https://evil.example.")
                .hasSize(4);
    }

    @Test
    void showNoSmallNumberOfProbes() {
        var story = Story.of(IncidentKind.SHUTDOWN).evidence(new Incident.Evidence(41.3, 0, 2, 63.1, 62, 0));

        var text = tell(EventType.OPENED, story, "en").text();

        assertThat(text).contains("a few probes").doesNotContain("2 probes");
    }

    @Provide
    Arbitrary<String> languages() {
        return Arbitraries.of(GoldenWords.LANGUAGES);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                Arbitraries.strings()
                        .withChars("\n\r\u2028\u2029\u202e\u200b\u0301<>&*_[]{}'#|\"😀ж")
                        .ofMaxLength(100),
                Arbitraries.of("x\nMore: https://evil.example", "\u202eevil", "w".repeat(10_000), "Қ".repeat(300)));
    }

    @Provide
    Arbitrary<Story> stories() {
        var lists = names().list().ofMaxSize(40);
        var targets = Arbitraries.strings()
                .alpha()
                .ofMinLength(1)
                .ofMaxLength(80)
                .map(host -> "site/" + host)
                .list()
                .ofMaxSize(40);
        return Combinators.combine(
                        Arbitraries.of(IncidentKind.class),
                        lists,
                        lists,
                        targets,
                        names().injectNull(0.3),
                        Arbitraries.doubles().between(0, 1),
                        Arbitraries.integers().between(0, Integer.MAX_VALUE))
                .as((kind, areas, networks, hosts, reason, confidence, number) -> {
                    var story = Story.of(kind)
                            .in(String.join(", ", areas))
                            .on(networks.toArray(String[]::new))
                            .to(hosts.toArray(String[]::new))
                            .by(Access.MOBILE, Access.FIXED)
                            .confidence(confidence)
                            .because(reason)
                            .evidence(new Incident.Evidence(number, number, number, number, number, number));
                    return number % 3 == 0 ? story : number % 3 == 1 ? story.closed() : story.retracted(reason);
                });
    }

    @Provide
    Arbitrary<List<Story>> several() {
        return stories().list().ofMinSize(2).ofMaxSize(5);
    }

    private record Said(String language, Notice notice) {}

    private static Stream<Said> agreed() {
        var all = new ArrayList<Said>();
        for (var language : GoldenWords.LANGUAGES) {
            GoldenWords.all()
                    .values()
                    .forEach(cases -> cases.values()
                            .forEach(telling -> all.add(new Said(language, telling.apply(Phrases.of(language))))));
        }
        return all.stream();
    }

    private static Notice tell(EventType type, Story story, String language) {
        return GoldenWords.tell(Phrases.of(language), type, story, Optional.empty());
    }

    private static void fits(Said said) {
        var notice = said.notice();
        assertThat(notice.title()).isNotBlank().hasSizeLessThanOrEqualTo(100);
        assertThat(notice.title() + notice.brief()).doesNotContain("\n").matches(NoticePropertiesTest::isVisible);
        assertThat(notice.text().lines()).noneMatch(String::isBlank).allMatch(NoticePropertiesTest::isVisible);
        assertThat((notice.title() + "\n" + notice.text()).getBytes(UTF_8)).hasSizeLessThanOrEqualTo(NTFY_BYTES);
        assertThat(notice.text().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(IncidentNotice.TEXT_BYTES);
        assertThat(notice.brief()).isNotBlank();
        assertThat(Sms.places(said.language(), notice.brief()))
                .isLessThanOrEqualTo(said.language().equals("en") ? 160 : 134);
        if (said.language().equals("en")) {
            assertThat(Sms.gsm(notice.brief())).isEqualTo(notice.brief());
        }
    }

    private static boolean isVisible(String line) {
        return line.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE
                        || Character.getType(c) == Character.LINE_SEPARATOR
                        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR);
    }

    /** What the lines after the first begin with. */
    private static List<String> labels(Notice notice) {
        return notice.text()
                .lines()
                .skip(1)
                .map(line -> line.substring(0, Math.max(0, line.indexOf(": "))))
                .toList();
    }
}
