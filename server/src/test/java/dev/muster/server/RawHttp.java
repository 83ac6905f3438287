package dev.muster.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/// An HTTP client that sends any bytes, also such as no HTTP library would.
public final class RawHttp implements AutoCloseable {
  private final Socket socket;

  private RawHttp(Socket socket) {
    this.socket = socket;
  }

  /// Connects to this machine; an answer is waited for at most 20 seconds.
  public static RawHttp connect(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    return new RawHttp(socket);
  }

  /// Sends the bytes, ends this side, and gives all that comes until the server closes its own.
  public static String exchange(int port, byte[] request) throws IOException {
    try (var http = connect(port)) {
      http.send(request);
      http.socket.shutdownOutput();
      return http.rest();
    }
  }

  public RawHttp send(String latin1) throws IOException {
    return send(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  public RawHttp send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The server may have answered and closed before it read all.
      if (socket.isClosed()) {
        throw e;
      }
    }
    return this;
  }

  /// What comes until the server closes the connection.
  public String rest() throws IOException {
    var text = new StringBuilder();
    var buffer = new byte[8192];
    try {
      int read;
      while ((read = socket.getInputStream().read(buffer)) >= 0) {
        text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
    } catch (SocketTimeoutException e) {
      throw new IOException("the server left the connection open after: " + text, e);
    } catch (IOException reset) {
      return text.toString();
    }
    return text.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
