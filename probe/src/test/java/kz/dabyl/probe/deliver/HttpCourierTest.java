package kz.dabyl.probe.deliver;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import kz.dabyl.model.PingError;
import kz.dabyl.probe.measure.Site;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpCourierTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final byte[] REPORT = "{}\n".getBytes(UTF_8);

    @TempDir
    private Path folder;

    @Test
    void hasAThreadForTheNextCollectorWhileTheNameOfTheFirstHangs() throws Exception {
        var threads = HttpCourier.threads();
        var hanging = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        try {
            threads.execute(() -> awaitUninterrupted(hanging));

            threads.execute(asked::countDown);

            assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            hanging.countDown();
            threads.shutdownNow();
        }
    }

    /** As at the limit of a service's tasks; with another's turn between two reports, a thread that ended could not come back. */
    @Test
    void goesOnWithOneThreadWhereTheSystemGivesNoMore() throws Exception {
        var made = new AtomicInteger();
        ThreadFactory stingy = task -> {
            if (made.incrementAndGet() > 1) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            var thread = new Thread(task, "the only one");
            thread.setDaemon(true);
            return thread;
        };
        try (var collector = Site.plain(Site.answering("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"));
                var courier = new HttpCourier((SSLSocketFactory) SSLSocketFactory.getDefault(), stingy)) {
            for (var i = 0; i < 3; i++) {
                assertThat(courier.report(uri("http", collector), "token", REPORT, LONG))
                        .isInstanceOf(Reply.Answered.class);
            }
        }
    }

    @Test
    void keepsAThreadForTheGoodbye() {
        var threads = (ThreadPoolExecutor) HttpCourier.threads();

        assertThat(threads.getCorePoolSize()).isEqualTo(1);
        assertThat(threads.allowsCoreThreadTimeOut()).isFalse();
    }

    @Test
    void readsWhatACollectorAnswersWhetherItLikesTheRequestOrNot() throws Exception {
        var answer = "HTTP/1.1 503 Busy\r\nDate: Sat, 24 Apr 2021 07:00:00 GMT\r\nRetry-After: 20"
                + "\r\nContent-Length: 4\r\n\r\nbusy";
        try (var collector = Site.plain(Site.answering(answer));
                var courier = new HttpCourier()) {
            var reply = courier.report(uri("http", collector), "token", REPORT, LONG);

            assertThat(reply)
                    .isEqualTo(new Reply.Answered(
                            503,
                            "busy",
                            OptionalLong.of(1_619_247_600_000L),
                            Optional.of(Duration.ofSeconds(20)),
                            Optional.empty()));
        }
    }

    @Test
    void followsNoRedirectAndTakesWhatSpeaksNoHttpForNoCollector() throws Exception {
        try (var portal = Site.plain(Site.answering("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\n\r\n"));
                var stranger = Site.plain(Site.answering("SSH-2.0-OpenSSH_9.6\r\n"));
                var courier = new HttpCourier()) {
            var redirected = courier.get(uri("http", portal), LONG);
            var strange = courier.get(uri("http", stranger), LONG);

            assertThat(redirected)
                    .isInstanceOfSatisfying(
                            Reply.Answered.class,
                            answered -> assertThat(answered.status()).isEqualTo(302));
            assertThat(strange).isInstanceOf(Reply.Unreached.class);
        }
    }

    @Test
    void breaksOffAnAnswerThatIsLongerThanAnyCollectorGives() throws Exception {
        try (var endless = Site.plain(HttpCourierTest::answerWithoutEnd);
                var courier = new HttpCourier()) {
            assertThat(courier.get(uri("http", endless), LONG)).isInstanceOf(Reply.Unreached.class);
        }
    }

    private static void answerWithoutEnd(Socket caller) throws IOException {
        caller.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(US_ASCII));
        var some = new byte[64 * 1024];
        while (true) {
            caller.getOutputStream().write(some);
        }
    }

    /** Each byte comes in time, so no limit on one read ever ends it; there are as many as the courier has threads. */
    @Test
    void hasItsThreadsBackFromACollectorThatDrips() throws Exception {
        var keys = Site.selfSigned(folder, "localhost");
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(Site.trusting(keys));
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        try (var dripping = Site.tls(keys, HttpCourierTest::drip);
                var courier = new HttpCourier(tls.getSocketFactory())) {
            for (var i = 0; i < 3; i++) {
                assertThat(courier.get(uri("https", dripping), Duration.ofSeconds(1)))
                        .isEqualTo(new Reply.Unreached(PingError.TIMEOUT));
            }
            try (var good = Site.plain(Site.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"))) {
                assertThat(courier.get(uri("http", good), LONG)).isInstanceOf(Reply.Answered.class);
            }
        }
    }

    private static void drip(Socket caller) throws IOException {
        var pause = new CountDownLatch(1);
        caller.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(US_ASCII));
        try {
            while (!pause.await(100, TimeUnit.MILLISECONDS)) {
                caller.getOutputStream().write('H');
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static URI uri(String scheme, Site site) {
        return URI.create(scheme + "://localhost:" + site.port() + "/v1/reports");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
