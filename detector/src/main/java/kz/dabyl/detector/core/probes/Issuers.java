package kz.dabyl.detector.core.probes;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;

/**
 * Short stand-ins for those who sign certificates. An authority changes its intermediate certificates every few months
 * (Let's Encrypt's R10 and R11 take turns), so it goes by its organisation and not by the whole name. Two may share a
 * stand-in, which only weakens evidence. Not thread-safe.
 */
final class Issuers {

    static final int UNKNOWN = 0;

    private static final int CODES = 65_535;
    private static final int MOST_REMEMBERED = 1000;

    private final Map<String, Integer> codes = new HashMap<>();
    private String latest = "";
    private int latestCode = UNKNOWN;

    /**
     * 1 to 65535, or {@link #UNKNOWN} where no issuer is given.
     *
     * @param issuer distinguished name, RFC 2253
     */
    int code(String issuer) {
        // One after the other are mostly of one authority: then not even its hash is needed.
        if (!issuer.equals(latest)) {
            latestCode = issuer.isEmpty() ? UNKNOWN : look(issuer);
            latest = issuer;
        }
        return latestCode;
    }

    private int look(String issuer) {
        var known = codes.get(issuer);
        if (known != null) {
            return known;
        }
        if (codes.size() == MOST_REMEMBERED) {
            codes.clear();
        }
        var code = 1 + Math.floorMod(organisation(issuer).hashCode(), CODES);
        codes.put(issuer, code);
        return code;
    }

    /** Value of {@code O} in small letters; the name as it is where there is none. */
    static String organisation(String issuer) {
        try {
            for (var part : new LdapName(issuer).getRdns()) {
                var value = part.toAttributes().get("O");
                if (value != null) {
                    return String.valueOf(value.get()).strip().toLowerCase(Locale.ROOT);
                }
            }
            return issuer;
        } catch (InvalidNameException e) {
            return issuer;
        } catch (javax.naming.NamingException e) {
            throw new IllegalStateException("values of a parsed name can be read", e);
        }
    }
}
