package kz.dabyl.detector.core.rules;

import java.util.Optional;
import kz.dabyl.model.Ailment;
import kz.dabyl.model.Thresholds;

/** What may be wrong with probes, or with a target for them. */
public enum Family {
    /** Nothing is heard of them, or that nothing answers them. */
    SILENCE(0, "silence"),
    /** A target does not answer. */
    FAILING(1, "failing"),
    /** A target answers with a certificate of somebody else. */
    FOREIGN(2, "foreign"),
    /** A target answers, but far more slowly than their other targets lead to expect. */
    SLOW(3, "slow");

    private final int code;
    private final String word;

    Family(int code, String word) {
        this.code = code;
        this.word = word;
    }

    /** Number in stored states of probes. */
    public int code() {
        return code;
    }

    /** @throws IllegalArgumentException if none has this code */
    public static Family ofCode(int code) {
        return switch (code) {
            case 0 -> SILENCE;
            case 1 -> FAILING;
            case 2 -> FOREIGN;
            case 3 -> SLOW;
            default -> throw new IllegalArgumentException("no family of signals has code " + code);
        };
    }

    /** Word in stored states of incidents. */
    public String word() {
        return word;
    }

    /** @throws IllegalArgumentException if none has this word */
    public static Family ofWord(String word) {
        for (var family : values()) {
            if (family.word.equals(word)) {
                return family;
            }
        }
        throw new IllegalArgumentException("no family of signals is called " + word);
    }

    /** What an ailment is a sign of, if it is bad enough by the thresholds. */
    public static Optional<Family> of(Ailment ailment, Thresholds thresholds) {
        return switch (ailment) {
            case TIMEOUT, REFUSED, RESET, UNREACHABLE, DNS, TLS, HTTP -> Optional.of(FAILING);
            case FOREIGN_ISSUER -> Optional.of(FOREIGN);
            default -> Slowness.of(ailment).reaches(thresholds) ? Optional.of(SLOW) : Optional.empty();
        };
    }

    /**
     * Evidence against what happens by itself. A network falls silent now and then, see {@link Budget#bounded}; that one
     * target alone fails a network's probes, and stays so, is left to the price of choosing among targets.
     */
    public double bounded(double nats, double natural) {
        return this == SILENCE ? Budget.bounded(nats, natural) : nats;
    }
}
