package kz.dabyl.collector.gateway;

/** The lines of a body, some of which are no JSON. */
final class Lines {

    /** What a line begins with that goes on with the document before. */
    private static final String WITHIN = " \t\r\n}])\",:";

    private Lines() {}

    /** How many lines end from {@code from} on and before {@code to}. */
    static int count(byte[] body, int from, int to) {
        var lines = 0;
        for (var i = from; i < to; i++) {
            lines += body[i] == '\n' ? 1 : 0;
        }
        return lines;
    }

    /** Where the first thing stands that is no white space, from {@code from} on. */
    static int firstOf(byte[] body, int from) {
        var at = from;
        while (at < body.length && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r' || body[at] == '\n')) {
            at++;
        }
        return at;
    }

    /** Where the next document may begin, behind the line of {@code from}: no line of one that stands on several. */
    static int nextDocument(byte[] body, int from) {
        var at = from;
        do {
            while (at < body.length && body[at] != '\n') {
                at++;
            }
            at++;
        } while (at < body.length && WITHIN.indexOf(body[at]) >= 0);
        return Math.min(at, body.length);
    }
}
