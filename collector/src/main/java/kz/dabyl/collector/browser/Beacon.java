package kz.dabyl.collector.browser;

import java.util.List;
import kz.dabyl.model.targets.Check;
import kz.dabyl.model.targets.Target;

/**
 * What of a target a browser can ask: whether a server with a certificate that it trusts answers there. Immutable.
 *
 * @param target {@code class/name}, as the agent's reports call it
 * @param origin scheme, host and port
 * @param path what is asked for
 * @param everySeconds how often, {@link Target#EACH_ROUND} in every report
 */
record Beacon(String target, String origin, String path, int everySeconds) {

    private static final int HTTPS_PORT = 443;

    /**
     * Those of {@code targets} where TLS is to be expected: what is asked for it anyway, and what is only connected to at its
     * usual port. Addresses of IPv6 cannot stand in a page's policy.
     */
    static List<Beacon> of(List<Target> targets) {
        return targets.stream().filter(Beacon::expectsTls).map(Beacon::of).toList();
    }

    private static boolean expectsTls(Target target) {
        var check = target.check();
        var connectedTo = (check == Check.ICMP || check == Check.TCP) && target.port() == HTTPS_PORT;
        return (check.speaksTls() || connectedTo) && target.host().indexOf(':') < 0;
    }

    private static Beacon of(Target target) {
        var port = target.port() == HTTPS_PORT ? "" : ":" + target.port();
        return new Beacon(target.name(), "https://" + target.host() + port, target.path(), target.everySeconds());
    }

    String url() {
        return origin + path;
    }
}
