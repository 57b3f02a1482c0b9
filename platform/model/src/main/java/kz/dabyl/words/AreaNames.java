package kz.dabyl.words;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Areas in Russian and Kazakh, from their English names in {@link kz.dabyl.model.Areas}. Countries come from the JDK; a
 * name that nobody knows stays as it is.
 */
public final class AreaNames {

    /** The area of a place that nobody knows. */
    static final String UNKNOWN = "unknown";

    private static final String NEAR = "near ";
    private static final String HEXAGON = "hexagon ";
    private static final Locale RUSSIAN = Locale.forLanguageTag("ru");
    private static final Locale KAZAKH = Locale.forLanguageTag("kk");

    /** A region without a name of its own: the country's name and the region's code. */
    private static final Pattern REGION_BY_CODE = Pattern.compile("(.+) ([A-Z]{2}-[A-Z0-9]{1,3})");

    private record Name(String russian, String kazakh) {}

    private static final Map<String, Name> NAMES = Map.ofEntries(
            name("Kazakhstan", "Казахстан", "Қазақстан"),
            name("Almaty", "Алматы", "Алматы"),
            name("Astana", "Астана", "Астана"),
            name("Shymkent", "Шымкент", "Шымкент"),
            name("Karaganda", "Караганда", "Қарағанды"),
            name("Aktobe", "Актобе", "Ақтөбе"),
            name("Taraz", "Тараз", "Тараз"),
            name("Pavlodar", "Павлодар", "Павлодар"),
            name("Oskemen", "Усть-Каменогорск", "Өскемен"),
            name("Semey", "Семей", "Семей"),
            name("Atyrau", "Атырау", "Атырау"),
            name("Kostanay", "Костанай", "Қостанай"),
            name("Kyzylorda", "Кызылорда", "Қызылорда"),
            name("Oral", "Уральск", "Орал"),
            name("Petropavl", "Петропавловск", "Петропавл"),
            name("Aktau", "Актау", "Ақтау"),
            name("Temirtau", "Темиртау", "Теміртау"),
            name("Turkistan", "Туркестан", "Түркістан"),
            name("Kokshetau", "Кокшетау", "Көкшетау"),
            name("Taldykorgan", "Талдыкорган", "Талдықорған"),
            name("Ekibastuz", "Экибастуз", "Екібастұз"),
            name("Rudny", "Рудный", "Рудный"),
            name("Zhanaozen", "Жанаозен", "Жаңаөзен"),
            name("Zhezkazgan", "Жезказган", "Жезқазған"),
            name("Balkhash", "Балхаш", "Балқаш"),
            name("Konaev", "Конаев", "Қонаев"),
            name("Abai Region", "область Абай", "Абай облысы"),
            name("Akmola Region", "Акмолинская область", "Ақмола облысы"),
            name("Aktobe Region", "Актюбинская область", "Ақтөбе облысы"),
            name("Almaty Region", "Алматинская область", "Алматы облысы"),
            name("Atyrau Region", "Атырауская область", "Атырау облысы"),
            name("West Kazakhstan Region", "Западно-Казахстанская область", "Батыс Қазақстан облысы"),
            name("Zhambyl Region", "Жамбылская область", "Жамбыл облысы"),
            name("Zhetisu Region", "область Жетісу", "Жетісу облысы"),
            name("Karaganda Region", "Карагандинская область", "Қарағанды облысы"),
            name("Kostanay Region", "Костанайская область", "Қостанай облысы"),
            name("Kyzylorda Region", "Кызылординская область", "Қызылорда облысы"),
            name("Mangystau Region", "Мангистауская область", "Маңғыстау облысы"),
            name("Pavlodar Region", "Павлодарская область", "Павлодар облысы"),
            name("North Kazakhstan Region", "Северо-Казахстанская область", "Солтүстік Қазақстан облысы"),
            name("Turkistan Region", "Туркестанская область", "Түркістан облысы"),
            name("Ulytau Region", "область Ұлытау", "Ұлытау облысы"),
            name("East Kazakhstan Region", "Восточно-Казахстанская область", "Шығыс Қазақстан облысы"));

    private static final Map<String, Locale> COUNTRIES = Arrays.stream(Locale.getISOCountries())
            .map(code -> new Locale.Builder().setRegion(code).build())
            .collect(Collectors.toUnmodifiableMap(
                    country -> country.getDisplayCountry(Locale.ENGLISH), Function.identity(), (one, other) -> one));

    private AreaNames() {}

    /** An area, by its English name, as {@code language} calls it: en, ru or kk. */
    public static String in(String language, String area) {
        return switch (language) {
            case "ru" -> russian(area);
            case "kk" -> kazakh(area);
            default -> area.equals(UNKNOWN) ? "place unknown" : area;
        };
    }

    static String russian(String area) {
        if (area.equals(UNKNOWN)) {
            return "место неизвестно";
        }
        if (area.startsWith(NEAR)) {
            return "окрестности города " + russian(area.substring(NEAR.length()));
        }
        if (area.startsWith(HEXAGON)) {
            return "шестиугольник " + area.substring(HEXAGON.length());
        }
        var name = NAMES.get(area);
        return name == null ? country(area, RUSSIAN, AreaNames::russian) : name.russian;
    }

    static String kazakh(String area) {
        if (area.equals(UNKNOWN)) {
            return "орны белгісіз";
        }
        if (area.startsWith(NEAR)) {
            return kazakh(area.substring(NEAR.length())) + " маңы";
        }
        if (area.startsWith(HEXAGON)) {
            return "алтыбұрыш " + area.substring(HEXAGON.length());
        }
        var name = NAMES.get(area);
        return name == null ? country(area, KAZAKH, AreaNames::kazakh) : name.kazakh;
    }

    /** Whether an area, or the first of several, is one of Kazakhstan's. */
    static boolean inKazakhstan(String areas) {
        var area = areas.split(", ", -1)[0];
        return NAMES.containsKey(area.startsWith(NEAR) ? area.substring(NEAR.length()) : area)
                || area.startsWith("Kazakhstan KZ-");
    }

    private static String country(String area, Locale language, Function<String, String> names) {
        var country = COUNTRIES.get(area);
        if (country != null) {
            return country.getDisplayCountry(language);
        }
        Matcher region = REGION_BY_CODE.matcher(area);
        return region.matches() ? names.apply(region.group(1)) + " " + region.group(2) : area;
    }

    private static Map.Entry<String, Name> name(String english, String russian, String kazakh) {
        return Map.entry(english, new Name(russian, kazakh));
    }
}
