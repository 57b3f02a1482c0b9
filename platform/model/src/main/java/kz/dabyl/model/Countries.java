package kz.dabyl.model;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Codes of countries. Apart from {@link Places}, for the probe has no H3. Thread-safe. */
public final class Countries {

    /** Codes that ISO 3166 leaves to whoever needs some; files of evidence hide cells behind such. */
    private static final Pattern USER_ASSIGNED = Pattern.compile("AA|Q[M-Z]|X[A-Z]|ZZ");

    private static final Set<String> ASSIGNED = Set.of(Locale.getISOCountries());

    private Countries() {}

    /** Whether ISO 3166 gives the code to a country, or to nobody for good. */
    public static boolean isCode(String text) {
        return ASSIGNED.contains(text) || USER_ASSIGNED.matcher(text).matches();
    }
}
