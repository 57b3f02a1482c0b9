package kz.dabyl.runtime.http.fast;

import java.util.function.Consumer;

/**
 * Serves POST requests to one path that are small and plain, without most of what HTTP may ask for: see {@link FastPath}. One
 * for each event loop.
 */
public interface SmallPosts {

    /** Begins to serve a connection. */
    Session open();

    /** One connection. It has one request under way at most. */
    interface Session {

        /**
         * Takes a request, or leaves it.
         *
         * @param answer to be called once, on any thread, if the request is taken
         * @return false, and nothing has been done, if the request is to be served as all others are
         */
        boolean take(SmallPost request, Consumer<SmallAnswer> answer);
    }
}
