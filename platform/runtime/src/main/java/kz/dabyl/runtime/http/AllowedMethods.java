package kz.dabyl.runtime.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * By which methods paths are served. To a router a path is unknown as soon as any route for all methods has looked at the
 * request, so this tells what is not there from what is asked for in a wrong way. Immutable.
 */
final class AllowedMethods {

    private static final Pattern PARAMETER = Pattern.compile(":[A-Za-z0-9_]+");

    private final List<Served> served;

    private record Served(Pattern path, Set<HttpMethod> methods) {}

    private AllowedMethods(List<Served> served) {
        this.served = List.copyOf(served);
    }

    /** Those of the routes that {@code router} has now. */
    static AllowedMethods of(Router router) {
        var served = new ArrayList<Served>();
        for (var route : router.getRoutes()) {
            if (route.getPath() != null && route.methods() != null) {
                served.add(new Served(pattern(route.getPath()), Set.copyOf(route.methods())));
            }
        }
        return new AllowedMethods(served);
    }

    private static Pattern pattern(String path) {
        var text = new StringBuilder();
        var names = PARAMETER.matcher(path);
        var from = 0;
        while (names.find()) {
            text.append(Pattern.quote(path.substring(from, names.start()))).append("[^/]+");
            from = names.end();
        }
        return Pattern.compile(
                text.append(Pattern.quote(path.substring(from))).append("/?").toString());
    }

    /** The names of the methods by which {@code path} is served, none if it is not. */
    SortedSet<String> on(String path) {
        var names = new TreeSet<String>();
        for (var one : served) {
            if (one.path.matcher(path).matches()) {
                one.methods.forEach(method -> names.add(method.name()));
            }
        }
        return names;
    }
}
