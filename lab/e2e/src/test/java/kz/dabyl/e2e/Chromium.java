package kz.dabyl.e2e;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The system's Chromium without a window. Not thread-safe, as Playwright is not. */
final class Chromium implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final double PATIENCE_MILLIS = 30_000;

    /**
     * Of several such lists Chromium heeds the last alone, so what Playwright leaves out stands here too. The others are windows and
     * processes that it keeps ready for people: for each page it would start two that nobody ever sees.
     */
    private static final String LEFT_OUT = "--disable-features="
            + "AvoidUnnecessaryBeforeUnloadCheckSync,BoundaryEventDispatchTracksNodeRemoval,DestroyProfileOnBrowserClose,"
            + "DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,LensOverlay,MediaRouter,PaintHolding,"
            + "ThirdPartyStoragePartitioning,BlockOriginHeaderModificationOnRedirect,Translate,AutoDeElevate,OptimizationHints,"
            + "SpareRendererForSitePerProcess,PreloadTopChromeWebUI,InitialWebUI,WebUIReloadButton,WebUIToolbar,"
            + "WebUIOmniboxPopup,WebUIOmniboxFullPopup,WebUIOmniboxAimPopup";

    static {
        // What pages show they ask for every few seconds, and the machine may have other work: the default is five.
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    private final Playwright playwright;
    private final Browser browser;
    private final URI site;
    private final List<String> strangers = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser, URI site) {
        this.playwright = playwright;
        this.browser = browser;
        this.site = site;
    }

    /** Skips the test where there is no Chromium. */
    static void assumeInstalled() {
        assumeThat(Tool.find("chromium"))
                .as("chromium on the path, './dabyl test' installs it as root")
                .isPresent();
    }

    /** Opens the browser for one site, without what only people at a screen need. */
    static Chromium open(URI site) {
        return open(site, List.of("--no-sandbox", LEFT_OUT));
    }

    /** The browser as it is shipped, for what depends on its pages being shown, put away and woken. */
    static Chromium openAsShipped(URI site) {
        return open(site, List.of("--no-sandbox"));
    }

    private static Chromium open(URI site, List<String> arguments) {
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Tool.find("chromium").orElseThrow())
                        // Where tests run as root there is no sandbox; the only site is our own.
                        .setArgs(arguments));
        return new Chromium(playwright, browser, site);
    }

    /** A page of a fresh browser on {@code path}. */
    Page visit(String path, Consumer<Browser.NewContextOptions> options) {
        var page = open(options);
        page.navigate(site.resolve(path).toString());
        return page;
    }

    /** An empty page of a fresh browser. */
    Page open(Consumer<Browser.NewContextOptions> options) {
        var wanted = new Browser.NewContextOptions().setViewportSize(1200, 800).setLocale("en");
        options.accept(wanted);
        var context = browser.newContext(wanted);
        context.setDefaultTimeout(PATIENCE_MILLIS);
        context.onRequest(request -> {
            if (!request.url().startsWith(site.toString())) {
                strangers.add(request.url());
            }
        });
        context.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        return context.newPage();
    }

    Page visit(String path) {
        return visit(path, options -> {});
    }

    /** Addresses beside the site that pages have asked for. */
    List<String> strangers() {
        return strangers;
    }

    /** What the browser has complained about, violations of the page's policy among it. */
    List<String> complaints() {
        return complaints;
    }

    /** Keeps what the page looks like as output of the build. */
    static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Ends the browser of one page. */
    static void leave(Page page) {
        page.context().close();
    }

    /** What sites may keep of their visitors. */
    static List<?> kept(Page page) {
        BrowserContext context = page.context();
        return context.cookies();
    }

    /** By the browser's own tools; that nothing is installed out of a private window is not the page's fault. */
    static String obstaclesToInstalling(Page page) {
        var session = page.context().newCDPSession(page);
        var errors = session.send("Page.getInstallabilityErrors").getAsJsonArray("installabilityErrors");
        session.detach();
        return StreamSupport.stream(errors.spliterator(), false)
                .map(error -> error.getAsJsonObject().get("errorId").getAsString())
                .filter(error -> !error.equals("in-incognito"))
                .collect(Collectors.joining(" "));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
