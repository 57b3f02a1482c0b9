package kz.dabyl.probe.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SystemPingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    /** As iputils, busybox and inetutils say it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "64 bytes from 1.1.1.1: icmp_seq=1 ttl=57 time=41.7 ms | 41.7",
                "64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=0.040 ms | 0.04",
                "64 bytes from 2001:db8::1: icmp_seq=1 ttl=57 time=112 ms | 112",
                "64 bytes from 1.1.1.1: seq=0 ttl=57 time=41.720 ms | 41.72",
                "64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time<1 ms | 1",
                "64 bytes from 127.0.0.1: icmp_seq=1 ttl=64 time=3ms | 3"
            })
    void readsTheTimeOfAnAnswer(String line, double millis) {
        var said = "PING 1.1.1.1 (1.1.1.1) 56(84) bytes of data.\n" + line + "\n\n--- 1.1.1.1 ping statistics ---\n";

        var time = SystemPing.time(said);

        assertThat(time).hasValue(millis);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 packets transmitted, 0 received, 100% packet loss, time 0ms",
                "From 10.0.0.1 icmp_seq=1 Destination Host Unreachable",
                "ping: socktype: SOCK_RAW\nping: socket: Operation not permitted",
                "ping: connect: Network is unreachable"
            })
    void hasNoTimeWhereNoneIsTold(String said) {
        assertThat(SystemPing.time(said)).isEmpty();
    }

    @Test
    void sendsEchoesToThisMachineWhereTheSystemLetsIt() throws Exception {
        var ping = new SystemPing();
        assumeThat(ping.allowed()).as("a ping program that may send echoes").isTrue();

        var time = ping.send(InetAddress.getLoopbackAddress(), PATIENCE);

        assertThat(time).isPresent();
        assertThat(time.getAsDouble()).isBetween(0.0, 1000.0 * PATIENCE.toSeconds());
    }

    @Test
    void asksForOneEchoOfAnAddressAndForNoNames() throws Exception {
        var ping = new SystemPing(program("printf '%s\\n' \"$*\" >>" + folder.resolve("asked") + "; echo time=7.5 ms"));

        var time = ping.send(InetAddress.getByName("192.0.2.1"), Duration.ofSeconds(30));

        assertThat(time).hasValue(7.5);
        var asked = Files.readAllLines(folder.resolve("asked"));
        assertThat(asked).endsWith("-n -c 1 -W 30 192.0.2.1");
        // The trial before it has two seconds, in which a busy machine may not even begin it.
        assertThat(asked.subList(0, asked.size() - 1)).isSubsetOf("-n -c 1 -W 1 127.0.0.1");
    }

    @Test
    void isNotAllowedWhereThisMachineDoesNotAnswerItself() throws Exception {
        var without = new SystemPing(folder.resolve("no-such-program").toString());
        var refused = new SystemPing(program("echo 'ping: socket: Operation not permitted'; exit 2"));

        assertThat(without.allowed()).isFalse();
        assertThat(refused.allowed()).isFalse();
    }

    @Test
    void waitsForAProgramThatHangsLittleLongerThanItsPatience() throws Exception {
        var hangs = program("exec sleep 60");

        var ping = assertTimeout(Duration.ofSeconds(30), () -> new SystemPing(hangs));

        assertThat(ping.allowed()).isFalse();
    }

    private String program(String script) throws IOException {
        var file = folder.resolve("ping");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }
}
