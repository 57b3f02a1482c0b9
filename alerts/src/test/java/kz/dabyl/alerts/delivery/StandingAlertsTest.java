package kz.dabyl.alerts.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import kz.dabyl.alerts.fakes.EngineRoom;
import kz.dabyl.alerts.fakes.FakeService;
import kz.dabyl.alerts.fakes.FakeService.Reply;
import kz.dabyl.alerts.fakes.Receiver;
import kz.dabyl.alerts.fakes.SomeIncident;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandingAlertsTest {

    private final EngineRoom room = EngineRoom.repeating(Duration.ofMillis(100));
    private final FakeService service = FakeService.start(room.vertx, call -> Reply.of(200, ""));

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void tellsWhatIsOpenAgainAndAgain() {
        subscribe("");

        room.publish(SomeIncident.opening("i"));

        await().untilAsserted(() -> assertThat(alerts("i")).hasSizeGreaterThanOrEqualTo(4));
        assertThat(alerts("i")).allSatisfy(alert -> {
            assertThat(alert.getString("endsAt")).isGreaterThan("2021-04-24T09:00:00.500Z");
            assertThat(alert.getJsonObject("annotations").getString("summary")).isNotEmpty();
        });
    }

    @Test
    void goesOnAfterARestart() {
        subscribe("");
        room.publish(SomeIncident.opening("i"));
        await().untilAsserted(() -> assertThat(alerts("i")).isNotEmpty());

        room.kill();
        var before = alerts("i").size();
        room.startAgain();

        await().untilAsserted(() -> assertThat(alerts("i")).hasSizeGreaterThanOrEqualTo(before + 3));
    }

    @Test
    void tellsForFiveMinutesThatItIsOver() {
        subscribe("");
        room.publish(SomeIncident.opening("i"), SomeIncident.opening("i").next().closed());

        await().untilAsserted(() -> assertThat(alerts("i").stream().filter(StandingAlertsTest::over))
                .hasSizeGreaterThanOrEqualTo(3));
        room.clock.advance(Duration.ofMinutes(6));
        room.publish(SomeIncident.opening("j"));
        await().untilAsserted(() -> assertThat(alerts("j")).hasSizeGreaterThanOrEqualTo(2));
        var told = alerts("i").size();
        await().untilAsserted(() -> assertThat(alerts("j")).hasSizeGreaterThanOrEqualTo(5));

        assertThat(alerts("i")).hasSize(told);
    }

    @Test
    void doesNotTellAsOpenWhatHasEndedSinceTheRoundBegan() {
        var ends = new AtomicBoolean();
        var slow = FakeService.start(room.vertx, call -> {
            if (call.body().contains("\"incident\":\"i\"") && ends.getAndSet(false)) {
                room.publish(SomeIncident.opening("j").next().closed());
            }
            return Reply.of(200, "");
        });
        room.subscribe("{\"channel\":\"alertmanager\",\"base_url\":\"" + slow.base() + "\"}");
        room.publish(SomeIncident.opening("i"), SomeIncident.opening("j"));
        await().untilAsserted(() -> assertThat(alerts(slow, "j")).hasSizeGreaterThanOrEqualTo(2));

        ends.set(true);

        await().untilAsserted(() -> assertThat(alerts(slow, "j").stream().filter(StandingAlertsTest::over))
                .hasSizeGreaterThanOrEqualTo(3));
        assertThat(alerts(slow, "j").stream().dropWhile(alert -> !over(alert))).allMatch(StandingAlertsTest::over);
    }

    @Test
    void saysNothingNewerUntilWhatItSaidAgainHasArrived() {
        var slow = room.receiver().always(Receiver.status(200));
        room.subscribe("{\"channel\":\"alertmanager\",\"base_url\":\"http://127.0.0.1:" + slow.port() + "\"}");
        room.publish(SomeIncident.opening("i"));
        await().untilAsserted(() -> assertThat(slow.got()).hasSizeGreaterThanOrEqualTo(2));
        var held = new LinkedBlockingQueue<HttpServerRequest>();
        slow.always(held::add);
        await().until(() -> !held.isEmpty());
        var before = slow.got().size();

        room.publish(SomeIncident.opening("i").next().closed(), SomeIncident.opening("j"));
        await().untilAsserted(() -> assertThat(slow.got()).hasSizeGreaterThan(before));

        assertThat(slow.got().subList(before, slow.got().size()))
                .allMatch(got -> got.body().contains("\"incident\":\"j\""));
        slow.always(Receiver.status(200));
        held.forEach(Receiver.status(200));
        await().untilAsserted(
                        () -> assertThat(slow.got().subList(before, slow.got().size()))
                                .anyMatch(got -> got.body().contains("\"incident\":\"i\"")));
    }

    @Test
    void triesAMessageAsOftenAsItRepeatsOthersLestTheAlertEndsMeanwhile() {
        try (var patient = EngineRoom.repeating(Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofHours(1))) {
            var manager = patient.receiver().then(503, 503, 503).always(Receiver.status(200));
            patient.subscribe(
                    "{\"channel\":\"alertmanager\",\"base_url\":\"http://127.0.0.1:" + manager.port() + "\"}");

            patient.publish(SomeIncident.opening("i"));

            await().pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
                patient.clock.advance(Duration.ofMillis(100));
                assertThat(manager.got()).hasSizeGreaterThanOrEqualTo(5);
            });
        }
    }

    @Test
    void tellsNothingOfWhatTheSubscriberWasNotTold() {
        subscribe(",\"filter\":{\"areas\":[\"Astana\"]}");
        var other = FakeService.start(room.vertx, call -> Reply.of(200, ""));
        room.subscribe("{\"channel\":\"alertmanager\",\"base_url\":\"" + other.base() + "\"}");

        room.publish(SomeIncident.opening("i"));

        await().untilAsserted(() -> assertThat(other.calls()).hasSizeGreaterThanOrEqualTo(4));
        assertThat(service.calls()).isEmpty();
    }

    @Test
    void keepsAWatchdogFiringForThoseWhoAskedForHeartbeats() {
        subscribe(",\"heartbeat_s\":3600");

        await().untilAsserted(() -> assertThat(service.calls()).hasSizeGreaterThanOrEqualTo(3));

        assertThat(service.calls())
                .extracting(call ->
                        call.array().getJsonObject(0).getJsonObject("labels").getString("alertname"))
                .containsOnly("DabylWatchdog");
    }

    private void subscribe(String more) {
        room.subscribe("{\"channel\":\"alertmanager\",\"base_url\":\"" + service.base() + "\"" + more + "}");
    }

    private static boolean over(JsonObject alert) {
        return alert.getString("endsAt").compareTo("2021-04-24T09:00:00.000Z") <= 0;
    }

    /** Every alert on an incident that was posted so far. */
    private List<JsonObject> alerts(String incident) {
        return alerts(service, incident);
    }

    private static List<JsonObject> alerts(FakeService at, String incident) {
        return at.calls().stream()
                .flatMap(call -> call.array().stream())
                .map(JsonObject.class::cast)
                .filter(alert -> incident.equals(alert.getJsonObject("labels").getString("incident")))
                .toList();
    }
}
