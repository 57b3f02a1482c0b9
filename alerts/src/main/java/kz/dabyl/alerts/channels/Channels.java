package kz.dabyl.alerts.channels;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import kz.dabyl.alerts.faults.Fault;
import kz.dabyl.alerts.subscriptions.Address;
import kz.dabyl.alerts.webhook.AddressGuard;

/** Sends every message by the channel of its address. Confined to the context that made it. */
public final class Channels implements Sender {

    private final HttpTransport http;
    private final InstantSource clock;
    private final WebhookRendering webhook = new WebhookRendering();
    private final SlackRendering slack = new SlackRendering();
    private final MatrixRendering matrix = new MatrixRendering();
    private final NtfyRendering ntfy = new NtfyRendering();
    private final AlertmanagerRendering alertmanager;
    private final TelegramChats telegram;
    private final SmsRounds sms;
    private final Optional<MailTransport> mail;

    private Channels(
            HttpTransport http,
            InstantSource clock,
            Duration deadline,
            ChannelSettings settings,
            Optional<MailTransport> mail) {
        this.http = http;
        this.clock = clock;
        this.alertmanager = new AlertmanagerRendering(settings.repeat());
        this.telegram = new TelegramChats(http, clock, deadline);
        this.sms = new SmsRounds(http, clock, deadline);
        this.mail = mail;
    }

    /**
     * The channels of a deployment.
     *
     * @param deadline of one try
     * @param options what tests need to trust their own certificates
     */
    public static Channels open(
            Vertx vertx,
            AddressGuard guard,
            Duration deadline,
            InstantSource clock,
            ChannelSettings settings,
            HttpClientOptions options) {
        var http = new HttpTransport(vertx, guard, deadline, options);
        return new Channels(
                http,
                clock,
                deadline,
                settings,
                settings.mail().map(server -> new MailTransport(vertx, server, deadline, options.getTrustOptions())));
    }

    @Override
    public Future<Outcome> send(Address address, Saying saying) {
        // Rendering within the future: what it throws is a failed try, not a message that stops its lane.
        return Future.succeededFuture().compose(v -> by(address, saying)).otherwise(FaultWords::outcome);
    }

    private Future<Outcome> by(Address address, Saying saying) {
        if (address instanceof Address.Webhook to) {
            return over(webhook, to, saying);
        } else if (address instanceof Address.Telegram to) {
            return telegram.send(to, saying);
        } else if (address instanceof Address.Slack to) {
            return over(slack, to, saying);
        } else if (address instanceof Address.Matrix to) {
            return over(matrix, to, saying);
        } else if (address instanceof Address.Ntfy to) {
            return over(ntfy, to, saying);
        } else if (address instanceof Address.Sms to) {
            return sms.send(to, saying);
        } else if (address instanceof Address.Alertmanager to) {
            return over(alertmanager, to, saying);
        } else if (address instanceof Address.Email to) {
            return mail.map(server -> server.send(to, saying))
                    .orElseGet(() -> Future.succeededFuture(Outcome.failed(Fault.NO_MAIL_SERVER)));
        }
        throw new IllegalStateException("no channel for " + address.channel());
    }

    private <A extends Address> Future<Outcome> over(Rendering<A> rendering, A address, Saying saying) {
        var sent = saying.signer().slow()
                ? http.sendMadeBeside(() -> rendering.request(address, saying))
                : http.send(rendering.request(address, saying));
        return sent.map(answer -> answer instanceof Answer.Came came
                ? rendering.judge(came, clock.instant())
                : Outcome.failed(((Answer.None) answer).error()));
    }
}
