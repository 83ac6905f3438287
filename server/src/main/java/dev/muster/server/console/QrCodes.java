package dev.muster.server.console;

import gg.jte.Content;
import io.nayuki.qrcodegen.QrCode;

/// QR codes as SVG in the page itself: no request, no style.
public final class QrCodes {
  private static final int QUIET = 4;

  private QrCodes() {}

  /// The code of a text.
  ///
  /// @param text what a phone reads
  /// @param label what a screen reader says
  public static Content of(String text, String label) {
    var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    var path = new StringBuilder();
    for (int y = 0; y < code.size; y++) {
      for (int x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append("M%d,%dh1v1h-1z".formatted(x + QUIET, y + QUIET));
        }
      }
    }
    int side = code.size + 2 * QUIET;
    var svg =
        """
        <svg class="qr" viewBox="0 0 %1$d %1$d" role="img" aria-label="%2$s" shape-rendering="crispEdges">\
        <rect width="%1$d" height="%1$d" fill="#fff"/><path d="%3$s" fill="#000"/></svg>\
        """
            .formatted(side, label, path);
    return output -> output.writeContent(svg);
  }
}
