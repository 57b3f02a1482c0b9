package kz.dabyl.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;

/** Wakes a site's service worker as Background Sync does, by the browser's own tools. Not thread-safe, as Playwright is not. */
final class BackgroundSync {

    private static final String UPDATED = "ServiceWorker.workerRegistrationUpdated";

    /** The worker's choice of a moment is cut short; the tools speak to a worker only by way of its browser. */
    private static final String AT_ONCE =
            "{\"id\":1,\"method\":\"Runtime.evaluate\",\"params\":{\"expression\":\"Math.random = () => 0\"}}";

    private BackgroundSync() {}

    /** @param page any of the same browser, on whatever site */
    static void dispatch(Page page, String origin, String scope) {
        var session = page.context().newCDPSession(page);
        var registration = new AtomicReference<String>();
        session.on(
                UPDATED,
                event -> event.getAsJsonArray("registrations").forEach(known -> {
                    if (text(known, "scopeURL").equals(origin + scope)) {
                        registration.set(text(known, "registrationId"));
                    }
                }));
        session.send("ServiceWorker.enable");
        page.waitForCondition(() -> registration.get() != null);
        session.send("ServiceWorker.startWorker", with("scopeURL", origin + scope));
        hurry(page, origin + scope);
        var event = with("origin", origin);
        event.addProperty("registrationId", registration.get());
        event.addProperty("tag", "reports");
        event.addProperty("lastChance", false);
        session.send("ServiceWorker.dispatchSyncEvent", event);
        session.detach();
    }

    private static void hurry(Page page, String scope) {
        var session = page.context().browser().newBrowserCDPSession();
        page.waitForCondition(() -> !worker(session, scope).isEmpty());
        var attached = session.send("Target.attachToTarget", with("targetId", worker(session, scope)));
        var message = with("sessionId", attached.get("sessionId").getAsString());
        message.addProperty("message", AT_ONCE);
        session.send("Target.sendMessageToTarget", message);
        session.detach();
    }

    private static String worker(CDPSession session, String scope) {
        var targets = session.send("Target.getTargets").getAsJsonArray("targetInfos");
        return StreamSupport.stream(targets.spliterator(), false)
                .filter(target -> text(target, "type").equals("service_worker"))
                .filter(target -> text(target, "url").startsWith(scope))
                .map(target -> text(target, "targetId"))
                .findFirst()
                .orElse("");
    }

    private static String text(JsonElement of, String field) {
        return of.getAsJsonObject().get(field).getAsString();
    }

    private static JsonObject with(String field, String value) {
        var made = new JsonObject();
        made.addProperty(field, value);
        return made;
    }
}
