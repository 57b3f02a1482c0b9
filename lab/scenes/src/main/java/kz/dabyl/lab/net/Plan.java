package kz.dabyl.lab.net;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who has which name and address. Addresses are those that RFC 5737 keeps for examples, which probes take for public ones.
 */
public final class Plan {

    /** First three parts of the addresses at the domestic exchange. */
    static final String AT_HOME = "198.51.100.";

    /** And of those abroad. */
    static final String ABROAD = "203.0.113.";

    static final String GATEWAY_AT_HOME = AT_HOME + 9;
    static final String GATEWAY_ABROAD = ABROAD + 9;
    static final String WITNESS = ABROAD + 90;

    public static final String COLLECTOR = "collector.example";
    public static final String COLLECTOR_AT_HOME = AT_HOME + 80;
    static final String COLLECTOR_ABROAD = ABROAD + 80;

    /** The same service by another name and address, which few probes know. */
    public static final String BACKUP = "backup.example";

    static final String BACKUP_AT_HOME = AT_HOME + 81;
    static final String BACKUP_ABROAD = ABROAD + 81;

    public static final String RESOLVER_ABROAD = ABROAD + 53;

    /** Shows certificates of a root that nobody knows. */
    public static final String INTERCEPTOR = AT_HOME + 66;

    public static final Site EGOV = new Site("domestic/egov.example", "tcp", AT_HOME + 11);
    public static final Site REGISTRY = new Site("domestic/registry.example", "dns", AT_HOME + 12);
    public static final Site PORTAL = new Site("domestic/portal.example", "https", AT_HOME + 13, 60);
    public static final Site ANYCAST = new Site("international/anycast.example", "tcp", ABROAD + 11);
    public static final Site MESSENGER = new Site("platform/messenger.example", "tcp", ABROAD + 20);
    public static final Site NEWS = new Site("site/news.example", "tls", ABROAD + 30);
    public static final Site VIDEO = new Site("site/video.example", "tcp", ABROAD + 32);
    public static final Site RADIO = new Site("site/radio.example", "tcp", ABROAD + 32);
    public static final Site MAIL = new Site("site/mail.example", "tls", ABROAD + 33);

    /** No more of them abroad than a probe tries at a time: when all hang, the rest of a short round has no turn. */
    public static final List<Site> SITES =
            List.of(EGOV, REGISTRY, PORTAL, ANYCAST, MESSENGER, NEWS, VIDEO, RADIO, MAIL);

    private Plan() {}

    /**
     * Something that probes measure.
     *
     * @param target as reports call it
     * @param check how it is measured
     * @param everySeconds how often, 0 in every report
     */
    public record Site(String target, String check, String address, int everySeconds) {

        Site(String target, String check, String address) {
            this(target, check, address, 0);
        }

        public String host() {
            return target.substring(target.indexOf('/') + 1);
        }

        public boolean domestic() {
            return address.startsWith(AT_HOME);
        }
    }

    /** What a resolver at home, or one abroad, says of each name. */
    public static Map<String, String> names(boolean home) {
        var names = new TreeMap<String, String>();
        SITES.forEach(site -> names.put(site.host(), site.address()));
        names.put(COLLECTOR, home ? COLLECTOR_AT_HOME : COLLECTOR_ABROAD);
        names.put(BACKUP, home ? BACKUP_AT_HOME : BACKUP_ABROAD);
        return names;
    }

    /** Addresses of the sites at home, or of those abroad. */
    public static List<String> sites(boolean home) {
        return SITES.stream()
                .filter(site -> site.domestic() == home)
                .map(Site::address)
                .distinct()
                .toList();
    }

    /** Every name that a certificate is needed for. */
    public static List<String> hosts() {
        return List.copyOf(names(true).keySet());
    }
}
