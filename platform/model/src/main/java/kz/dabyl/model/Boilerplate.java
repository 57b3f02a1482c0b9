package kz.dabyl.model;

/**
 * What stood between two values that change from report to report, with all fields that mostly do not: as long as it is
 * spelt by the same letters, it is compared and not read again. Not thread-safe.
 */
final class Boilerplate {

    /** Instead of a field: nothing is known. */
    static final int NOTHING = -1;

    private final Letters letters = new Letters();
    private int fields;
    private int next = NOTHING;

    /**
     * Takes over what stands from {@code from} to before {@code to}.
     *
     * @param fields that stand there, values and all, a bit for each
     * @param next the field whose value begins behind it
     */
    void learn(byte[] input, int from, int to, int fields, int next) {
        this.fields = fields;
        this.next = letters.copy(input, from, to) ? next : NOTHING;
    }

    void forget() {
        fields = 0;
        next = NOTHING;
    }

    /** Forgets it if one of {@code others} stands there: its value is not kept any more. */
    void forgetIfAny(int others) {
        if ((fields & others) != 0) {
            forget();
        }
    }

    /** Those that stand there; no other boilerplate that is known has any of them. */
    int fields() {
        return fields;
    }

    /** Goes past it if it stands where {@code cursor} does: the field whose value begins there then, or {@link #NOTHING}. */
    int skip(Cursor cursor) {
        if (next == NOTHING || !cursor.skip(letters)) {
            return NOTHING;
        }
        if (cursor.atSpace()) {
            // More space before the value than there was.
            cursor.back(cursor.position() - letters.length());
            return NOTHING;
        }
        return next;
    }
}
