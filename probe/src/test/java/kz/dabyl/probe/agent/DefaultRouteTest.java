package kz.dabyl.probe.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultRouteTest {

    private static final String HEAD =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

    @TempDir
    private Path folder;

    @Test
    void takesTheDeviceOfLeastMetric() throws IOException {
        write("route", HEAD + """
                wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0
                wwan0\t00000000\t01000A0A\t0003\t0\t0\t700\t00000000\t0\t0\t0
                eth1\t00000000\t0101A8C0\t0002\t0\t0\t1\t00000000\t0\t0\t0
                wlan0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
                """);

        assertThat(new DefaultRoute(folder).device()).contains("wlan0");
    }

    @Test
    void asksIpv6WhereIpv4LeadsNowhere() throws IOException {
        var none = "0".repeat(32);
        write("route", HEAD);
        write("ipv6_route", """
                %1$s 00 %1$s 00 fe800000000000000000000000000001 00000400 00000001 00000000 00450003    wwan0
                %1$s 00 %1$s 00 %1$s ffffffff 00000001 00000000 00200200       lo
                """.formatted(none));

        assertThat(new DefaultRoute(folder).device()).contains("wwan0");
    }

    @Test
    void knowsNoneWhereTheSystemTellsNothing() {
        var device = new DefaultRoute(folder.resolve("absent")).device();

        assertThat(device).isEmpty();
    }

    private void write(String table, String text) throws IOException {
        Files.writeString(folder.resolve(table), text);
    }
}
