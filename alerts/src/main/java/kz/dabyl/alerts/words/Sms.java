package kz.dabyl.alerts.words;

import com.ibm.icu.text.Transliterator;
import java.util.List;

/**
 * What fits into short messages: English into one of 160 characters of GSM 03.38, Russian and Kazakh, which take UCS-2,
 * into one of 70 characters or two of 67. Pure.
 */
final class Sms {

    static final int GSM_LENGTH = 160;
    static final int UCS2_LENGTH = 134;

    private static final String GSM = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    /** These take two places. */
    private static final String GSM_EXTENSION = "^{}\\[~]|€";

    private static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; Latin-ASCII");

    private Sms() {}

    /** The first of {@code candidates}, which say less and less, that fits; the last is cut if it must be. */
    static String fit(String language, List<String> candidates) {
        for (var candidate : candidates) {
            var text = written(language, candidate);
            if (places(language, text) <= most(language)) {
                return text;
            }
        }
        var text = written(language, candidates.get(candidates.size() - 1));
        while (places(language, text) > most(language)) {
            text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
        }
        return text.stripTrailing();
    }

    /** How many places {@code text} takes. */
    static int places(String language, String text) {
        return isGsm(language)
                ? text.length()
                        + (int) text.chars()
                                .filter(c -> GSM_EXTENSION.indexOf(c) >= 0)
                                .count()
                : text.length();
    }

    static int most(String language) {
        return isGsm(language) ? GSM_LENGTH : UCS2_LENGTH;
    }

    private static boolean isGsm(String language) {
        return language.equals("en");
    }

    private static String written(String language, String text) {
        return isGsm(language) ? gsm(text) : text;
    }

    /** One character outside the alphabet would make a message of 160 characters one of 70. */
    static String gsm(String text) {
        var written = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isGsm(c)) {
                written.appendCodePoint(c);
            } else {
                var latin = LATIN.transliterate(Character.toString(c));
                written.append(!latin.isEmpty() && latin.codePoints().allMatch(Sms::isGsm) ? latin : "?");
            }
        });
        return written.toString();
    }

    private static boolean isGsm(int c) {
        return GSM.indexOf(c) >= 0 || GSM_EXTENSION.indexOf(c) >= 0;
    }
}
