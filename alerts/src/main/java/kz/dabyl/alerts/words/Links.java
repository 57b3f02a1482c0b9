package kz.dabyl.alerts.words;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where people read more. Pure. */
public final class Links {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private Links() {}

    /** The page of one incident, if {@code id} can stand in a link. */
    public static Optional<String> incident(URI site, String id) {
        return ID.matcher(id).matches() ? Optional.of(home(site) + "incidents/" + id) : Optional.empty();
    }

    /** The page of what goes on, with a slash at its end. */
    static String home(URI site) {
        var address = site.toString();
        return address.endsWith("/") ? address : address + "/";
    }
}
