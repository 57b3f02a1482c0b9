package kz.dabyl.alerts.words;

/**
 * What a message says to people, in one language, as plain text: who puts it into markup escapes it.
 *
 * @param title one line
 * @param text the whole, in lines
 * @param brief one or two short sentences, for channels that count characters
 */
public record Notice(String title, String text, String brief) {}
