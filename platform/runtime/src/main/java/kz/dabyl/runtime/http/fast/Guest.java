package kz.dabyl.runtime.http.fast;

/** Who looks after a connection on which the fast path serves. */
public interface Guest {

    Guest NOBODY = underWay -> {};

    /** A request has begun, or its answer was given. */
    void asks(boolean underWay);

    /** The rest of a request is waited for. */
    default void comes() {}
}
