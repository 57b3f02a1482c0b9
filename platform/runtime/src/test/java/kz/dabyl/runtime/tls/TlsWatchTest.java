package kz.dabyl.runtime.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsWatchTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    /** Later than what is issued during the test begins to hold. */
    private Instant now = Instant.now().plus(Duration.ofHours(1));

    @TempDir
    private Path folder;

    @Test
    void takesARenewedPairIntoUseAndTellsWhoFollows() throws Exception {
        var watch = watch(Issued.holdingFor(1).into(folder));
        List<TlsIdentity> shown = new ArrayList<>();
        var first = watch.inUse();

        var following = watch.follow(shown::add);
        Issued.holdingFor(9).into(folder);
        watch.look();
        following.close();
        Issued.holdingFor(2).into(folder);
        watch.look();

        assertThat(shown).hasSize(2).startsWith(first);
        assertThat(shown.get(1).expires()).isAfter(Instant.now().plus(Duration.ofDays(8)));
        assertThat(watch.inUse()).isNotIn(shown);
    }

    @Test
    void followsLinksThatAreSwapped() throws Exception {
        Issued.holdingFor(1).into(Files.createDirectory(folder.resolve("..1")));
        Issued.holdingFor(2).into(Files.createDirectory(folder.resolve("..2")));
        var data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        for (var name : List.of("cert.pem", "key.pem")) {
            Files.createSymbolicLink(folder.resolve(name), Path.of("..data", name));
        }
        var watch = watch(new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem")));
        var first = watch.inUse();

        var next = Files.createSymbolicLink(folder.resolve("..next"), Path.of("..2"));
        Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        watch.look();

        assertThat(watch.inUse()).isNotEqualTo(first);
    }

    @Test
    void tellsOnceOfABrokenPairAndKeepsTheOneBefore() throws Exception {
        var files = Issued.holdingFor(1).into(folder);
        var watch = watch(files);
        var before = watch.inUse();

        Issued.replace(files.key(), "no key");
        var told = List.of(watch.look(), watch.look(), watch.look(), watch.look());

        assertThat(told.get(0)).isEmpty();
        assertThat(told.get(1)).hasValueSatisfying(text -> assertThat(text).contains("key.pem holds no private key"));
        assertThat(told.subList(2, 4)).allMatch(java.util.Optional::isEmpty);
        assertThat(watch.inUse()).isEqualTo(before);
    }

    @Test
    void passesOverAMomentInWhichOnlyOneFileIsNew() throws Exception {
        var files = Issued.holdingFor(1).into(folder);
        var watch = watch(files);
        var next = Issued.holdingFor(2);

        Issued.replace(files.certificate(), next.chain());
        var between = watch.look();
        Issued.replace(files.key(), next.key());
        var after = watch.look();

        assertThat(between).isEmpty();
        assertThat(after).isEmpty();
        assertThat(watch.inUse().key().toString()).isEqualTo(next.key());
    }

    @Test
    void takesAPairOnceItIsWholeAgain() throws Exception {
        var files = Issued.holdingFor(1).into(folder);
        var watch = watch(files);
        var next = Issued.holdingFor(2);

        Issued.replace(files.certificate(), next.chain().substring(0, 200));
        Issued.replace(files.key(), next.key());
        watch.look();
        var told = watch.look();
        Issued.replace(files.certificate(), next.chain());
        watch.look();

        assertThat(told).isPresent();
        assertThat(watch.inUse().chain().toString()).isEqualTo(next.chain());
    }

    @Test
    void refusesAPairThatHasExpiredInThePlaceOfOneThatHolds() throws Exception {
        var watch = watch(Issued.holdingFor(9).into(folder));
        var before = watch.inUse();
        now = now.plus(Duration.ofDays(5));

        Issued.holdingFor(1).into(folder);
        watch.look();
        var told = watch.look();

        assertThat(told).hasValueSatisfying(text -> assertThat(text).contains("cert.pem holds from"));
        assertThat(watch.inUse()).isEqualTo(before);
    }

    @Test
    void startsWithOneThatHasExpired() throws Exception {
        now = now.plus(Duration.ofDays(5));

        var watch = watch(Issued.holdingFor(1).into(folder));

        assertThat(watch.inUse().holdsAt(now)).isFalse();
    }

    @Test
    void showsWhenTheOneInUseExpires() throws Exception {
        var watch = watch(Issued.holdingFor(1).into(folder));
        var gauge = meters.get("dabyl.tls.certificate.expiry.timestamp").gauge();
        var first = gauge.value();

        Issued.holdingFor(9).into(folder);
        watch.look();

        assertThat(gauge.value()).isGreaterThan(first).isEqualTo((double)
                watch.inUse().expires().getEpochSecond());
    }

    private TlsWatch watch(TlsFiles files) throws UnusableTlsException {
        return TlsWatch.open(files, () -> now, meters);
    }
}
