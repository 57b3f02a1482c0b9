package kz.dabyl.model;

/** An enum constant with an explicit code on the wire, so that reordering constants never changes stored bytes. */
interface WireCoded {

    /** Code in stored bytes, 1 to 127; 0 is kept for "absent". */
    byte wireCode();

    /** Word in JSON. */
    String word();
}
