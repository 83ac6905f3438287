package dev.muster.bench.hostile;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One keep-alive connection that sends requests as they are, whatever is in them.
final class WireClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  private final int port;
  private Socket socket;
  private InputStream in;

  WireClient(int port) throws IOException {
    this.port = port;
    this.socket = connect(port);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /// A response; its body is empty if it had none.
  record Answer(int status, String contentType, String body) {}

  /// Sends one request with its content and waits for the answer.
  Answer send(String method, String target, String token, byte[] body) throws IOException {
    var head =
        """
        %s %s HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Content-Type: application/scim+json\r
        Content-Length: %d\r
        \r
        """
            .formatted(method, target, token, body.length)
            .getBytes(StandardCharsets.ISO_8859_1);
    var request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    socket.getOutputStream().write(request);
    return answer(method);
  }

  private Answer answer(String method) throws IOException {
    int status = Integer.parseInt(line().split(" ", -1)[1]);
    var contentType = "";
    int length = 0;
    boolean chunked = false;
    boolean closing = false;
    for (var line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      var value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
        case "content-type" -> contentType = value;
        case "content-length" -> length = Integer.parseInt(value);
        case "transfer-encoding" -> chunked = true;
        case "connection" -> closing = value.equalsIgnoreCase("close");
        default -> {}
      }
    }
    boolean empty = method.equals("HEAD") || status == 204 || status == 304;
    var body = empty ? "" : chunked ? chunks() : text(length);
    if (closing) {
      reconnect();
    }
    return new Answer(status, contentType, body);
  }

  /// Begins anew, after the server or this side gave the connection up.
  void reconnect() throws IOException {
    socket.close();
    socket = connect(port);
    in = new BufferedInputStream(socket.getInputStream());
  }

  private String chunks() throws IOException {
    var body = new StringBuilder();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.append(text(size));
      line();
    }
    line();
    return body.toString();
  }

  private int chunkSize() throws IOException {
    return Integer.parseInt(line().split(";", -1)[0].strip(), 16);
  }

  private String text(int length) throws IOException {
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("the connection ended inside a body");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended inside a header");
      }
      if (b != '\r') {
        line.append((char) b);
      }
    }
    return line.toString();
  }

  private static Socket connect(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
