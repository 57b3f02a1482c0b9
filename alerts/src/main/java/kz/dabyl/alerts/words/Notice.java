package kz.dabyl.alerts.words;

/**
 * What a message says to people, in one language, as plain text: who puts it into markup escapes it.
 *
 * @param title one line of at most 100 characters
 * @param text the whole, in lines, at most 3,500 bytes of UTF-8; its first line is the title, with more names where a
 *     title has no room for them
 * @param brief for SMS: at most 160 characters of GSM 03.38 in English, 134 in Russian and Kazakh
 */
public record Notice(String title, String text, String brief) {}
