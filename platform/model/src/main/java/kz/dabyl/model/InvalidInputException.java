package kz.dabyl.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.Serial;

/** A document from outside that cannot be taken: says where and what was expected. */
public final class InvalidInputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final int line;
    private final String pointer;
    private final String detail;

    /**
     * @param pointer JSON pointer to the bad value
     * @param detail what was expected and what came
     */
    public InvalidInputException(String pointer, String detail) {
        this(1, pointer, detail);
    }

    /** @param line of the document where it cannot be read any further, from 1 */
    public InvalidInputException(int line, String pointer, String detail) {
        super(pointer.isEmpty() ? detail : pointer + ": " + detail);
        this.line = line;
        this.pointer = pointer;
        this.detail = detail;
    }

    /** Of a document that is no JSON: where it stops being any. */
    public static InvalidInputException unreadable(JsonProcessingException e) {
        var at = e.getLocation();
        return new InvalidInputException(
                at == null ? 1 : Math.max(1, at.getLineNr()),
                "",
                e.getOriginalMessage()
                        + (at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr()));
    }

    /** The line of the document from which on it makes no sense; 1 for a bad value in one that can be read. */
    public int line() {
        return line;
    }

    public String pointer() {
        return pointer;
    }

    public String detail() {
        return detail;
    }
}
