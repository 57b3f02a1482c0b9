package kz.dabyl.app.command;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import kz.dabyl.alerts.channels.ChannelSettings;
import kz.dabyl.alerts.channels.SmtpServer;
import picocli.CommandLine.Option;

/** The flags of {@code run} about messages to subscribers. A password comes from the environment or a file, never from here. */
final class MessageFlags {

    private static final String PASSWORD = "DABYL_SMTP_PASSWORD";

    @Option(
            names = "--site",
            paramLabel = "URL",
            description = "Public address of this service, for links in messages (default: messages have none).")
    private Optional<String> site = Optional.empty();

    @Option(
            names = "--smtp-host",
            paramLabel = "HOST",
            description = "Mail server for subscriptions by mail (default: none).")
    private Optional<String> smtpHost = Optional.empty();

    @Option(
            names = "--smtp-port",
            paramLabel = "PORT",
            description = "Its port (default: 587, with --smtp-tls tls 465, with none 25).")
    private Optional<Integer> smtpPort = Optional.empty();

    @Option(
            names = "--smtp-tls",
            paramLabel = "starttls|tls|none",
            defaultValue = "starttls",
            description =
                    "How the way to it is encrypted; none is for a relay on this machine (default: ${DEFAULT-VALUE}).")
    private String smtpTls = "starttls";

    @Option(
            names = "--smtp-user",
            paramLabel = "NAME",
            description = "Name to log in by; the password comes from " + PASSWORD + " or from --smtp-password-file.")
    private Optional<String> smtpUser = Optional.empty();

    @Option(names = "--smtp-password-file", paramLabel = "FILE", description = "File that holds the password alone.")
    private Optional<String> smtpPasswordFile = Optional.empty();

    @Option(names = "--smtp-from", paramLabel = "ADDRESS", description = "Sender of mail, such as alerts@example.org.")
    private Optional<String> smtpFrom = Optional.empty();

    ChannelSettings settings(Terminal terminal) {
        return new ChannelSettings(site.map(MessageFlags::address), mail(terminal), ChannelSettings.MINUTE);
    }

    private static URI address(String text) {
        try {
            var uri = URI.create(text);
            if (uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // Told below like any other text that is no address.
        }
        throw new BadInputException("--site: expected an address such as https://dabyl.example.org, was " + text);
    }

    private Optional<SmtpServer> mail(Terminal terminal) {
        if (smtpHost.isEmpty()) {
            return Optional.empty();
        }
        var security = Arrays.stream(SmtpServer.Security.values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(smtpTls))
                .findFirst()
                .orElseThrow(() -> new BadInputException("--smtp-tls: expected starttls, tls or none, was " + smtpTls));
        var from = smtpFrom.orElseThrow(() -> new BadInputException("--smtp-host: needs --smtp-from beside it"));
        try {
            return Optional.of(new SmtpServer(
                    smtpHost.get(), smtpPort.orElseGet(() -> usualPort(security)), security, login(terminal), from));
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--" + e.getMessage(), e);
        }
    }

    private static int usualPort(SmtpServer.Security security) {
        return switch (security) {
            case STARTTLS -> 587;
            case TLS -> 465;
            case NONE -> 25;
        };
    }

    private Optional<SmtpServer.Login> login(Terminal terminal) {
        if (smtpUser.isEmpty()) {
            return Optional.empty();
        }
        var password = smtpPasswordFile
                .map(file -> InputFile.parse(file, terminal, String::strip))
                .or(() -> Optional.ofNullable(terminal.environment().get(PASSWORD)))
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new BadInputException(
                        "--smtp-user: needs a password in " + PASSWORD + " or --smtp-password-file"));
        return Optional.of(new SmtpServer.Login(smtpUser.get(), password));
    }
}
