package kz.dabyl.alerts.subscriptions;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** By which way messages reach a subscriber. */
public enum Channel {
    WEBHOOK,
    TELEGRAM,
    /** Mattermost and Rocket.Chat take the same. */
    SLACK,
    MATRIX,
    NTFY,
    EMAIL,
    SMS,
    ALERTMANAGER;

    /** Word in a subscription and on meters. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Channel> ofWord(String word) {
        return Arrays.stream(values())
                .filter(channel -> channel.word().equals(word))
                .findFirst();
    }

    /** All words, for people. */
    public static String words() {
        return Arrays.stream(values()).map(Channel::word).collect(Collectors.joining(", "));
    }
}
