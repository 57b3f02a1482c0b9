package kz.dabyl.detector.evidence;

/** What came of making a file of evidence. */
public sealed interface Outcome {

    /** @param same whether this version of the program finds the same on it */
    record Made(boolean same) implements Outcome {}

    /** Only operators may see it. */
    record Withheld(String why) implements Outcome {}

    /** There is nothing to make it of. */
    record Missing(String why) implements Outcome {}
}
