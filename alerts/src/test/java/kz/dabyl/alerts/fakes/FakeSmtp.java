package kz.dabyl.alerts.fakes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kz.dabyl.alerts.fakes.Receiver.await;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.parsetools.RecordParser;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A mail server that takes a login and mail over TLS only, if it speaks that at all. */
public final class FakeSmtp implements AutoCloseable {

    public static final String USER = "dabyl";
    public static final String PASSWORD = "correct horse";

    /** How it speaks TLS. */
    public enum Tls {
        FROM_THE_START,
        WHEN_ASKED,
        NEVER
    }

    private static final String NUL = "\u0000";

    /** One mail as it came over the line, its dots unstuffed. */
    public record Mail(String from, String to, String data, boolean encrypted) {

        /** A header, unfolded; empty if there is none. */
        public String header(String name) {
            var head = data.substring(0, data.indexOf("\r\n\r\n")).replaceAll("\r\n[ \t]+", " ");
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .collect(Collectors.joining("; "));
        }
    }

    private final NetServer server;
    private final PfxOptions certificate;
    private final Tls tls;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Vertx vertx;
    private volatile String recipientReply = "250 2.1.5 ok";
    private volatile String mailReply = "250 2.0.0 taken";
    private volatile long takesMs;
    private volatile String hangsOn = "";

    private FakeSmtp(Vertx vertx, PfxOptions certificate, Tls tls) {
        this.vertx = vertx;
        this.certificate = certificate;
        this.tls = tls;
        server = await(vertx.createNetServer(
                        new NetServerOptions().setSsl(tls == Tls.FROM_THE_START).setKeyCertOptions(certificate))
                .connectHandler(socket -> new Session(socket).begin())
                .listen(0, "127.0.0.1"));
    }

    public static FakeSmtp start(Vertx vertx, PfxOptions certificate, Tls tls) {
        return new FakeSmtp(vertx, certificate, tls);
    }

    /** What every recipient is answered from now on. */
    public void recipients(String reply) {
        recipientReply = reply;
    }

    /** What every mail is answered from now on. */
    public void mails(String reply) {
        mailReply = reply;
    }

    /** How long it takes to take a mail from now on. */
    public void takes(long millis) {
        takesMs = millis;
    }

    /** Says nothing to a recipient from now on. */
    public void hangsOn(String mailbox) {
        hangsOn = mailbox;
    }

    public int port() {
        return server.actualPort();
    }

    public List<Mail> mails() {
        return mails;
    }

    public List<String> commands() {
        return commands;
    }

    @Override
    public void close() {
        await(server.close());
    }

    private final class Session {

        private final NetSocket socket;
        private final List<String> data = new ArrayList<>();
        private boolean reading;
        private boolean encrypted;
        private boolean in;
        private String from = "";
        private String to = "";

        Session(NetSocket socket) {
            this.socket = socket;
            this.encrypted = socket.isSsl();
        }

        void begin() {
            socket.handler(RecordParser.newDelimited("\r\n", line -> line(line.toString(UTF_8))));
            say("220 smtp.test ESMTP");
        }

        private void say(String reply) {
            socket.write(reply + "\r\n");
        }

        private void line(String line) {
            if (reading) {
                data(line);
                return;
            }
            commands.add(line);
            var verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            switch (verb) {
                case "EHLO" ->
                    say("250-smtp.test\r\n250-ENHANCEDSTATUSCODES\r\n"
                            + (encrypted ? "250 AUTH PLAIN" : tls == Tls.WHEN_ASKED ? "250 STARTTLS" : "250 8BITMIME"));
                // The answer goes out with the change: else the client's hello could come before it.
                case "STARTTLS" ->
                    socket.upgradeToSsl(
                                    new ServerSSLOptions().setKeyCertOptions(certificate),
                                    Buffer.buffer("220 go ahead\r\n"))
                            .onSuccess(v -> encrypted = true);
                case "AUTH" -> login(line.substring(line.lastIndexOf(' ') + 1));
                case "MAIL" -> {
                    from = line;
                    say(in ? "250 2.1.0 ok" : "530 5.7.0 log in first");
                }
                case "RCPT" -> {
                    to = line;
                    if (hangsOn.isEmpty() || !line.contains(hangsOn)) {
                        say(recipientReply);
                    }
                }
                case "DATA" -> {
                    reading = true;
                    say("354 go ahead");
                }
                case "QUIT" -> {
                    say("221 bye");
                    socket.close();
                }
                default -> say("502 5.5.1 unknown");
            }
        }

        private void login(String response) {
            in = encrypted
                    && new String(Base64.getDecoder().decode(response), UTF_8).equals(NUL + USER + NUL + PASSWORD);
            say(in ? "235 2.7.0 welcome" : "535 5.7.8 no");
        }

        private void data(String line) {
            if (!line.equals(".")) {
                data.add(line.startsWith("..") ? line.substring(1) : line);
                return;
            }
            reading = false;
            mails.add(new Mail(from, to, String.join("\r\n", data) + "\r\n", encrypted));
            data.clear();
            if (takesMs == 0) {
                say(mailReply);
            } else {
                vertx.setTimer(takesMs, t -> say(mailReply));
            }
        }
    }
}
