package kz.dabyl.lab.inside;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.TreeMap;
import kz.dabyl.lab.net.Operator;
import kz.dabyl.lab.net.Plan;

/**
 * All that answers on one side of the gateway: sites and resolvers. Says {@code ready}, then takes lines {@code lie RESOLVER
 * NAME ADDRESS} and {@code truth RESOLVER}, and ends with its input.
 */
public final class Servers {

    private Servers() {}

    /**
     * Runs them.
     *
     * @param arguments {@code home} or {@code far}, the store of the sites' certificates, that of the interceptor's, and the
     *     password of both
     */
    public static void main(String[] arguments) throws IOException, GeneralSecurityException, InterruptedException {
        var home = arguments[0].equals("home");
        var password = arguments[3];
        for (var address : Plan.sites(home)) {
            Web.serve(address, Path.of(arguments[1]), password);
        }
        if (home) {
            Web.serve(Plan.INTERCEPTOR, Path.of(arguments[2]), password);
        } else {
            Web.stream(Plan.MESSENGER.address());
        }
        var resolvers = resolvers(home);
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        for (var resolver : resolvers.values()) {
            resolver.start(group);
        }
        System.out.println("ready");
        obey(resolvers);
        System.exit(0);
    }

    private static Map<String, NameServer> resolvers(boolean home) {
        var names = Plan.names(home);
        var resolvers = new TreeMap<String, NameServer>();
        if (home) {
            for (var operator : Operator.values()) {
                resolvers.put(operator.resolver(), new NameServer(operator.resolver(), names));
            }
        } else {
            resolvers.put(Plan.RESOLVER_ABROAD, new NameServer(Plan.RESOLVER_ABROAD, names));
        }
        return resolvers;
    }

    private static void obey(Map<String, NameServer> resolvers) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var words = line.split(" ", -1);
            var resolver = resolvers.get(words[1]);
            if (resolver == null) {
                throw new IllegalArgumentException("no such resolver: " + line);
            }
            if (words[0].equals("lie")) {
                resolver.lie(words[2], words[3]);
            } else {
                resolver.tellTheTruth();
            }
        }
    }
}
