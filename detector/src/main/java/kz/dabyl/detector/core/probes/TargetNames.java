package kz.dabyl.detector.core.probes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import kz.dabyl.model.TargetClass;
import org.jspecify.annotations.Nullable;

/**
 * The targets that the probes of one partition try, each once and with a small number. Numbers say nothing outside the
 * fold: what it publishes goes by name. Not thread-safe.
 */
final class TargetNames {

    /** Probes name targets freely; more than so many in one partition are not looked at. */
    static final int MOST = 1024;

    /** Probes of more kinds than this are counted target by target. */
    private static final int MOST_MENUS = 64;

    private final Map<String, Name> byName = new HashMap<>();
    private final List<Name> names = new ArrayList<>();
    private int[] order = new int[0];
    private final Map<List<Integer>, Menu> menus = new HashMap<>();

    /** A target, {@code class/name}. */
    static final class Name {

        private final int id;
        private final int group;
        private String target;

        /**
         * @param id from 0 to {@link #MOST} - 1
         * @param group position of its class
         */
        Name(String target, int id, int group) {
            this.target = target;
            this.id = id;
            this.group = group;
        }

        String target() {
            return target;
        }

        int id() {
            return id;
        }

        int group() {
            return group;
        }

        /**
         * Whether the target is called so. A log names it by the same instance, mostly: that is kept, as after a state was read
         * it is another than the state's, and letters need be compared but once.
         */
        @SuppressWarnings("ReferenceEquality") // Whether letters are compared or not makes no other answer.
        boolean is(String name) {
            if (name == target) {
                return true;
            }
            if (!name.equals(target)) {
                return false;
            }
            target = name;
            return true;
        }
    }

    /**
     * The targets that many probes try alike.
     *
     * @param number from 0 to {@link #MOST_MENUS} - 1
     * @param ids numbers of the targets
     */
    record Menu(int number, List<Integer> ids) {}

    /** The menu of these targets, or null if there are too many. */
    @Nullable
    Menu menu(List<Integer> ids) {
        var known = menus.get(ids);
        if (known == null && menus.size() < MOST_MENUS) {
            known = new Menu(menus.size(), List.copyOf(ids));
            menus.put(known.ids, known);
        }
        return known;
    }

    /** The target of that name, or null if there are too many. */
    @Nullable
    Name of(String target) {
        var known = byName.get(target);
        if (known != null || names.size() == MOST) {
            return known;
        }
        var name = new Name(target, names.size(), group(target));
        names.add(name);
        byName.put(target, name);
        return name;
    }

    /** @throws IllegalArgumentException if no fold can have stored it */
    Name stored(String target) {
        var name = of(target);
        if (name == null) {
            throw new IllegalArgumentException("more than " + MOST + " targets");
        }
        return name;
    }

    /** The target of that name, or null if it has no number. */
    @Nullable
    Name known(String target) {
        return byName.get(target);
    }

    private static int group(String target) {
        return TargetClass.ofWord(target.substring(0, target.indexOf('/')))
                .map(TargetClass::ordinal)
                .orElseThrow();
    }

    int size() {
        return names.size();
    }

    String target(int id) {
        return names.get(id).target;
    }

    /** The numbers in the order of the names. */
    int[] order() {
        if (order.length != names.size()) {
            order = IntStream.range(0, names.size())
                    .boxed()
                    .sorted(Comparator.comparing(this::target))
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
        return order;
    }

    /** The targets of {@code probes} only; of too many, those of most probes. They are numbered anew. */
    static TargetNames of(Iterable<ProbeState> probes) {
        var users = new HashMap<String, Integer>();
        probes.forEach(probe -> probe.targets().names().forEach(name -> users.merge(name, 1, Integer::sum)));
        var fresh = new TargetNames();
        users.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST / 2)
                .forEach(entry -> fresh.of(entry.getKey()));
        probes.forEach(probe -> probe.targets().rename(fresh));
        return fresh;
    }
}
