package kz.dabyl.alerts.chain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import kz.dabyl.model.Topics;

/** A chain of hashes over a topic. */
public enum Chain {
    /** Every revision of every incident. */
    INCIDENTS(Topics.INCIDENT_REVISIONS),
    /** Every change of thresholds and rallies. */
    RULES(Topics.RULES);

    private final String topic;

    Chain(String topic) {
        this.topic = topic;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The chain that is called {@code word}. */
    public static Optional<Chain> ofWord(String word) {
        return Arrays.stream(values())
                .filter(chain -> chain.word().equals(word))
                .findFirst();
    }

    String topic() {
        return topic;
    }

    /** First line of its checkpoints. */
    String origin() {
        return "dabyl/" + word();
    }
}
