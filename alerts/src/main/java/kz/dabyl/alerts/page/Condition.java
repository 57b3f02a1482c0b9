package kz.dabyl.alerts.page;

import java.util.Locale;

/** How it is somewhere. Shown by a sign, a pattern and a word, never by colour alone. */
enum Condition {
    OK("✓"),
    DEGRADED("~"),
    SHUTDOWN("✕"),
    /** Nobody could say: never to be taken for calm. */
    UNKNOWN("?");

    private final String sign;

    Condition(String sign) {
        this.sign = sign;
    }

    String sign() {
        return sign;
    }

    /** In names of classes and keys of texts. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
