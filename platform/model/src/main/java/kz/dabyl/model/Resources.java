package kz.dabyl.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Files that a build carries beside its classes. */
public final class Resources {

    private Resources() {}

    /**
     * The file {@code name} in the package of {@code neighbour}.
     *
     * @throws IllegalStateException if it is not in this build
     */
    public static byte[] bytes(Class<?> neighbour, String name) {
        try (var in = neighbour.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(
                        name + " of " + neighbour.getPackageName() + " is missing in this build: make it anew");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " of " + neighbour.getPackageName() + " cannot be read", e);
        }
    }

    /** The same as text. */
    public static String text(Class<?> neighbour, String name) {
        return new String(bytes(neighbour, name), UTF_8);
    }
}
