package kz.dabyl.alerts.webhook;

import static kz.dabyl.alerts.fakes.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressGuardTest {

    private static final String URL = "https://hook.example.org/x";

    @Test
    void givesTheAddressThatItChecked() {
        var guard = new AddressGuard(resolvingTo("93.184.216.34", "2606:4700::1111"), false);

        var checked = await(guard.check(URL));

        assertThat(checked.address().getHostAddress()).isEqualTo("93.184.216.34");
        assertThat(checked.url().host()).isEqualTo("hook.example.org");
    }

    @Test
    void refusesAHostOfWhichOneAddressIsNotPublic() {
        var guard = new AddressGuard(resolvingTo("93.184.216.34", "10.0.0.7"), false);

        assertThatThrownBy(() -> await(guard.check(URL)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("the host resolves to an address that is not public");
    }

    @Test
    void refusesAHostWithoutAddresses() {
        var guard = new AddressGuard(resolvingTo(), false);

        assertThatThrownBy(() -> await(guard.check(URL))).isInstanceOf(RefusedException.class);
    }

    @Test
    void refusesAHostThatDoesNotResolve() {
        var guard = new AddressGuard(host -> Future.failedFuture(new UnknownHostException(host)), false);

        assertThatThrownBy(() -> await(guard.check(URL)))
                .isInstanceOf(RefusedException.class)
                .hasMessage("the host name does not resolve: hook.example.org");
    }

    @Test
    void refusesWithoutALookUpWhatIsSpeltWrong() {
        var guard = new AddressGuard(
                host -> {
                    throw new AssertionError("looked up " + host);
                },
                false);

        assertThatThrownBy(() -> await(guard.check("https://127.0.0.1/x"))).isInstanceOf(RefusedException.class);
    }

    @Test
    void allowsPrivateAddressesWhereTheyAreWanted() {
        var guard = new AddressGuard(resolvingTo("127.0.0.1"), true);

        assertThat(await(guard.check("http://localhost:81/x")).url().port()).isEqualTo(81);
    }

    private static Resolver resolvingTo(String... addresses) {
        List<InetAddress> found =
                Arrays.stream(addresses).map(AddressGuardTest::address).toList();
        return host -> Future.succeededFuture(found);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }
}
