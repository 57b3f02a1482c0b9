package kz.dabyl.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import kz.dabyl.model.Areas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AreaNamesTest {

    private static final String RUSSIAN = "[А-яЁё -]+";

    /** Zhetisu and Ulytau keep their Kazakh letters in official Russian, and Kazakh has its own beside the Russian. */
    private static final String CYRILLIC = "[А-яЁёӘәҒғҚқҢңӨөҰұҮүҺһІі -]+";

    @ParameterizedTest
    @MethodSource("named")
    void areInCyrillicForEveryAreaOfKazakhstan(String area) {
        assertThat(AreaNames.russian(area)).matches(CYRILLIC);
        assertThat(AreaNames.kazakh(area)).matches(CYRILLIC);
        assertThat(AreaNames.inKazakhstan(area)).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "Oskemen, Усть-Каменогорск, Өскемен",
        "Oral, Уральск, Орал",
        "Petropavl, Петропавловск, Петропавл",
        "Zhanaozen, Жанаозен, Жаңаөзен",
        "Turkistan Region, Туркестанская область, Түркістан облысы",
        "Kazakhstan, Казахстан, Қазақстан",
        "near Almaty, окрестности города Алматы, Алматы маңы",
        "near Oral, окрестности города Уральск, Орал маңы",
        "hexagon 85211577fffffff, шестиугольник 85211577fffffff, алтыбұрыш 85211577fffffff",
        "unknown, место неизвестно, орны белгісіз",
        "Germany, Германия, Германия",
        "Germany DE-BE, Германия DE-BE, Германия DE-BE",
        "Kazakhstan KZ-99, Казахстан KZ-99, Қазақстан KZ-99",
        "Atlantis, Atlantis, Atlantis"
    })
    void areWhatPeopleSay(String area, String russian, String kazakh) {
        assertThat(AreaNames.russian(area)).isEqualTo(russian);
        assertThat(AreaNames.kazakh(area)).isEqualTo(kazakh);
    }

    @Test
    void areInRussianForCountries() {
        assertThat(AreaNames.russian(Areas.of("KG"))).matches(RUSSIAN);
        assertThat(AreaNames.kazakh(Areas.of("RU"))).isEqualTo("Ресей");
    }

    @Test
    void areOutsideKazakhstanForOthers() {
        assertThat(Stream.of("Germany", "hexagon 85211577fffffff", "unknown", "Germany DE-BE"))
                .noneMatch(AreaNames::inKazakhstan);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "near Almaty | has been down near Almaty ( | Окрестности города Алматы: | Алматы маңы:",
                "unknown | has been down in an unknown place ( | Место неизвестно: | Орны белгісіз:",
                "hexagon 85211577fffffff | down in hexagon 85211577fffffff ( | Шестиугольник 85 | Алтыбұрыш 85",
                "United States | down in the United States ( | Соединенные Штаты: | Америка Құрама Штаттары:",
                "Netherlands | down in the Netherlands ( | Нидерланды: | Нидерланд:",
                "Germany | down in Germany ( | Германия: | Германия:",
                "Abai Region | down in Abai Region ( | Область Абай: | Абай облысы:",
                "Almaty, Astana | down in Almaty, Astana ( | Алматы, Астана: | Алматы, Астана:",
                "Almaty, near Taraz | down in Almaty, near Taraz ( | Алматы, окрестности города Тараз: | Алматы, Тараз маңы:"
            })
    void standInSentences(String area, String english, String russian, String kazakh) {
        var incident = Incidents.SHUTDOWN.inArea(area);

        assertThat(incident.in("en")).contains(english);
        assertThat(incident.in("ru")).startsWith(russian);
        assertThat(incident.in("kk")).startsWith(kazakh);
    }

    static Stream<String> named() {
        return Areas.named().stream().sorted();
    }

    @ParameterizedTest
    @CsvSource({"en, Oral, Oral", "ru, Oral, Уральск", "kk, unknown, орны белгісіз", "en, unknown, place unknown"})
    void areKnownByLanguage(String language, String area, String name) {
        assertThat(AreaNames.in(language, area)).isEqualTo(name);
    }
}
