package kz.dabyl.collector.adapter.atlas;

import java.util.List;
import java.util.Optional;
import kz.dabyl.collector.adapter.Addresses;
import kz.dabyl.collector.adapter.Field;
import kz.dabyl.collector.adapter.HostNames;
import kz.dabyl.model.TargetClass;

/**
 * Names what a result was about: its host, else its address. An address that may be somebody's (a home's own router or
 * resolver, the probe itself) never becomes a name: such a target is called by its measurement. Immutable.
 */
final class AtlasTargets {

    private static final long LARGEST_ID = 1L << 53;

    private final TargetClasses classes;

    AtlasTargets(TargetClasses classes) {
        this.classes = classes;
    }

    String of(String type, Field result) {
        if (type.equals("dns") && asksHomeResolvers(result)) {
            return ofResolver(result);
        }
        var named =
                type.equals("http") ? httpName(result) : named(result.firstOf("dst_name", "name", "dst_addr", "addr"));
        if (named.isPresent() && !isSomebodys(named.get(), result)) {
            return classes.target(named.get());
        }
        return type.equals("dns") ? ofResolver(result) : classes.target(measurement(result));
    }

    /** A resolver at home answers for others: neither its silence nor its answer says what is reached at home or abroad. */
    private String ofResolver(Field result) {
        return classes.target(measurement(result), TargetClass.SITE);
    }

    /** Whether the probe was to ask whatever resolvers it uses itself: then there are several, and they are counted. */
    private static boolean asksHomeResolvers(Field result) {
        return !result.at("resultset").isAbsent() || !result.at("submax").isAbsent();
    }

    private static Optional<String> httpName(Field result) {
        var uri = result.at("uri");
        if (uri.text().isPresent()) {
            return Optional.of(
                    HostNames.ofUrl(uri.text().get()).orElseThrow(() -> uri.bad("expected a URL with a host")));
        }
        var tries = result.at("result");
        return tries.node().isArray() && !tries.node().isEmpty()
                ? named(tries.elements().get(0).firstOf("dst_addr", "addr"))
                : Optional.empty();
    }

    private static Optional<String> named(Field field) {
        return field.text()
                .filter(text -> !text.isBlank())
                .map(text -> HostNames.canonical(text)
                        .orElseThrow(() -> field.bad("expected a host or an address of at most 253 characters")));
    }

    private static boolean isSomebodys(String name, Field result) {
        var address = Addresses.parse(name);
        return address.isPresent()
                && (Addresses.isLocal(address.get())
                        || List.of("from", "src_addr", "srcaddr").stream()
                                .map(field -> result.node().path(field).asText())
                                .anyMatch(own -> Addresses.same(name, own)));
    }

    private static String measurement(Field result) {
        var id = result.at("msm_id");
        return "msm-" + id.integer(0, LARGEST_ID).orElseThrow(id::missing);
    }
}
