package kz.dabyl.probe.agent;

import java.util.Optional;
import java.util.regex.Pattern;
import kz.dabyl.model.Access;

/**
 * How this machine reaches the Internet, as far as its system knows.
 *
 * @param modem network of the modem by which it does, {@code MCC-MNC}; empty if it does so by Wi-Fi or by cable
 */
public record Uplink(Optional<String> modem) {

    /** Of a machine whose line was named by hand. */
    public static final Uplink NOT_ASKED = new Uplink(Optional.empty());

    /** What Linux calls the devices of modems; some lines at home are {@code ppp} too, but have none. */
    private static final Pattern OF_MODEM = Pattern.compile("(wwan|wwp|ppp).*");

    /** Asks the system. */
    public static Uplink ofSystem() throws InterruptedException {
        var device = DefaultRoute.OF_SYSTEM.device();
        return mayBeModem(device) ? of(device, ModemManager.network()) : NOT_ASKED;
    }

    static Uplink of(Optional<String> device, Optional<String> modem) {
        return new Uplink(modem.filter(network -> mayBeModem(device)));
    }

    /** A machine that is off line but has a registered modem goes on line by it. */
    private static boolean mayBeModem(Optional<String> device) {
        return device.map(name -> OF_MODEM.matcher(name).matches()).orElse(true);
    }

    public Access access() {
        return modem.isPresent() ? Access.MOBILE : Access.FIXED;
    }
}
