package kz.dabyl.model;

import java.io.Serial;

/** A document from outside that cannot be taken: says where and what was expected. */
public final class InvalidInputException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final String pointer;
    private final String detail;

    /**
     * @param pointer JSON pointer to the bad value
     * @param detail what was expected and what came
     */
    public InvalidInputException(String pointer, String detail) {
        super(pointer.isEmpty() ? detail : pointer + ": " + detail);
        this.pointer = pointer;
        this.detail = detail;
    }

    public String pointer() {
        return pointer;
    }

    public String detail() {
        return detail;
    }
}
