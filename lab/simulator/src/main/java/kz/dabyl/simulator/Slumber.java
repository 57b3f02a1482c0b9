package kz.dabyl.simulator;

/**
 * The sleep of one phone: now and then it falls silent for its own reasons, more often and for longer by night, at times
 * with a goodbye, at times because its battery is empty. Not thread-safe.
 */
final class Slumber {

    private static final double SECONDS_PER_DAY = 86_400;
    private static final double MORE_AT_NIGHT = 4;
    private static final double LONGER_AT_NIGHT = 8;
    private static final int ROUNDS_ON_LOW = 20;

    /** What the next round is like. */
    enum Mood {
        AWAKE,
        /** Awake, its battery nearly empty. */
        LOW,
        /** It says goodbye and sleeps. */
        LEAVING,
        /** It sleeps without a word. */
        ASLEEP
    }

    private final Habits habits;
    private final DayCurve day;
    private final Chance chance;
    private int roundsUntilEmpty;
    private int restarts;
    private long wakesAt;

    Slumber(Habits habits, DayCurve day, Chance chance) {
        this.habits = habits;
        this.day = day;
        this.chance = chance;
    }

    /** Asked once for each round; {@code factor} makes sleep likelier. */
    Mood next(long time, double factor) {
        if (habits.sleep().perDay() == 0) {
            return Mood.AWAKE;
        }
        if (roundsUntilEmpty > 0) {
            roundsUntilEmpty--;
            if (roundsUntilEmpty > 0) {
                return Mood.LOW;
            }
            restarts++;
            return fall(time, Mood.ASLEEP);
        }
        return chance.happens(likelihood(time, factor)) ? tired(time) : Mood.AWAKE;
    }

    private double likelihood(long time, double factor) {
        var rate = habits.sleep().perDay() / SECONDS_PER_DAY * (1 + MORE_AT_NIGHT * day.night(time)) * factor;
        return 1 - StrictMath.exp(-rate * habits.intervalSeconds());
    }

    private Mood tired(long time) {
        var lot = chance.next();
        if (lot < habits.sleep().empties()) {
            roundsUntilEmpty = ROUNDS_ON_LOW;
            return Mood.LOW;
        }
        var announced = lot < habits.sleep().empties() + habits.sleep().goodbyes();
        return fall(time, announced ? Mood.LEAVING : Mood.ASLEEP);
    }

    private Mood fall(long time, Mood mood) {
        var mean = habits.sleep().meanSeconds() * (1 + LONGER_AT_NIGHT * day.night(time));
        wakesAt = time + 1 + (long) chance.exponential(1000 * mean);
        return mood;
    }

    long wakesAt() {
        return wakesAt;
    }

    /** How often it has started anew after an empty battery. */
    int restarts() {
        return restarts;
    }
}
