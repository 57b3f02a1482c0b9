package kz.dabyl.simulator;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a scenario tests: a closed list, so that results can be told apart by it. */
public enum Tag {
    // What happens.
    SHUTDOWN,
    ONE_NETWORK,
    OUTAGE,
    BLACKOUT,
    INTERNATIONAL_CUT,
    THROTTLING,
    BLOCKING,
    TLS_INTERCEPTION,
    TARGET_DOWN,
    COLLECTOR,
    // How it happens.
    LEAK,
    RAMP,
    FLAPPING,
    POWER,
    FIXED,
    // Where.
    DISTRICT,
    CITY,
    TWO_CITIES,
    NATIONAL,
    SMALL_CELLS,
    SPARSE,
    PLACES,
    // When.
    NIGHT,
    RALLY,
    WARMUP,
    OPEN_END,
    // What the probes are like.
    INTERVALS,
    NO_PROMISE,
    SECOND_PATH,
    LATE_DATA,
    SYBIL,
    // What gets in the way.
    CONGESTION,
    MOVEMENT,
    SLEEP,
    RESTART,
    RELEASE,
    CLOCK,
    /** Nothing in it is an incident. */
    CONFOUNDER,
    // What it is for.
    /** It follows something that really happened. */
    EPISODE,
    DEMO,
    /** To count false alarms in, over many seeds. */
    NULL_RUN;

    /** Word in a scenario file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Tag> ofWord(String word) {
        return Stream.of(values()).filter(tag -> tag.word().equals(word)).findAny();
    }
}
