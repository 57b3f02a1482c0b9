package kz.dabyl.app.backtest;

/** Is told how far something has come. Thread-safe. */
public interface Progress {

    /** Tells nobody. */
    Progress NONE = new Progress() {
        @Override
        public void at(String what, double share) {
            // Nobody waits.
        }

        @Override
        public void say(String what) {
            // Nobody waits.
        }
    };

    /**
     * So far it has come.
     *
     * @param share 0 to 1, or {@link Double#NaN} where nobody knows
     * @throws java.util.concurrent.CancellationException if nobody wants it any more
     */
    void at(String what, double share);

    /** Says something that matters, at once. */
    void say(String what);

    /** The progress of a part of it, from one share of the whole to another. */
    default Progress part(double from, double to) {
        var whole = this;
        return new Progress() {
            @Override
            public void at(String what, double share) {
                whole.at(what, from + (to - from) * share);
            }

            @Override
            public void say(String what) {
                whole.say(what);
            }
        };
    }
}
