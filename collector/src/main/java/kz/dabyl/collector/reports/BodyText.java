package kz.dabyl.collector.reports;

/** White space and lines of a body that is JSON, as far as they show without parsing it. */
final class BodyText {

    private BodyText() {}

    static int skipSpace(byte[] body, int from) {
        var at = from;
        while (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t') {
            at++;
        }
        return at;
    }

    static int lineEnd(byte[] body, int from, int length) {
        var to = from;
        while (to < length && body[to] != '\n') {
            to++;
        }
        return to;
    }

    /** Text in other encodings, and marks of them, begin with bytes that are left to the parser. */
    static boolean noObject(byte first) {
        return first > ' ' && first < 0x7F && first != '{';
    }

    static boolean blank(byte[] body, int from, int to) {
        for (var i = from; i < to; i++) {
            if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}
