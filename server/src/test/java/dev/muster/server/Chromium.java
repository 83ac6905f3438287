package dev.muster.server;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A real Chromium, driven by Playwright. The browser is the system's and the driver is npm's: the
/// driver that Playwright's jars bring is 200 MB, for platforms that nobody here has.
final class Chromium implements AutoCloseable {
  private static final String DRIVER = "playwright.cli.dir";

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final String axe;

  private Chromium(Playwright playwright, com.microsoft.playwright.Browser chromium, String axe) {
    this.playwright = playwright;
    this.chromium = chromium;
    this.axe = axe;
  }

  static Chromium start() {
    var packages = NpmPackages.install("browser").resolve("node_modules");
    System.setProperty(DRIVER, packages.toString());
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions()
                .setEnv(
                    Map.of(
                        "PLAYWRIGHT_NODEJS_PATH",
                        "node",
                        "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD",
                        "1")));
    var chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Path.of(find()))
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    try {
      var axe = Files.readString(packages.resolve("axe-core/axe.min.js"));
      return new Chromium(playwright, chromium, axe);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String find() {
    try {
      var script =
          new ProcessBuilder(Path.of("..", ".mvn", "find-chromium").toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      var path = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (script.waitFor() != 0) {
        throw new IllegalStateException("the tests of the console need a Chromium");
      }
      return path.strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A visitor with cookies and cache of their own.
  BrowserContext visitor(int width, int height, ColorScheme scheme) {
    return chromium.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setColorScheme(scheme));
  }

  /// What axe finds on the page against WCAG 2.2 A and AA, and good practice.
  @SuppressWarnings("unchecked")
  List<String> violations(Page page) {
    page.evaluate(axe);
    return (List<String>)
        page.evaluate(
            """
            async () => {
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const found = await axe.run({runOnly: tags, resultTypes: ['violations']});
              return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(' | '));
            }
            """);
  }

  /// What changes with theme and width. The page has to have been looked at by [#violations].
  @SuppressWarnings("unchecked")
  static List<String> faint(Page page) {
    return (List<String>)
        page.evaluate(
            """
            async () => {
              document.getAnimations().forEach(animation => animation.finish());
              const rules = ['color-contrast', 'scrollable-region-focusable', 'target-size'];
              const found = await axe.run({runOnly: {type: 'rule', values: rules}, resultTypes: ['violations']});
              return found.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(' | '));
            }
            """);
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
    System.clearProperty(DRIVER);
  }
}
