package kz.dabyl.alerts.api;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import kz.dabyl.model.InvalidInputException;

/** Parameters of a query. */
public final class Parameters {

    private Parameters() {}

    /**
     * The value of a parameter that may come once; empty where it is absent or blank.
     *
     * @throws InvalidInputException if it comes more often
     */
    public static Optional<String> once(HttpServerRequest request, String name) {
        var values = request.params().getAll(name);
        if (values.size() > 1) {
            throw new InvalidInputException("/" + name, name + ": expected once, came " + values.size() + " times");
        }
        // An empty value is a form field left blank: no wish.
        return values.stream().filter(value -> !value.isEmpty()).findFirst();
    }
}
