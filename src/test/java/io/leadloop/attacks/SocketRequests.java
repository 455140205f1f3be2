package io.leadloop.attacks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * Sends requests as they are given, one after the other over a connection that is made again when
 * the gateway has closed it. For one thread.
 */
final class SocketRequests implements AutoCloseable {
  private static final int WAIT_MILLIS = 10_000;
  private static final int STATUS_END = "HTTP/1.1 200".length();

  private final InetSocketAddress gateway;
  private final byte[] answer = new byte[64 * 1024];
  private Socket socket;

  SocketRequests(String gateway) {
    this.gateway = new InetSocketAddress("127.0.0.1", URI.create(gateway).getPort());
  }

  /** The status of the answer, or 0 where the connection was closed without one. */
  int send(String request) {
    try {
      if (socket == null) {
        socket = new Socket();
        socket.setSoTimeout(WAIT_MILLIS);
        socket.connect(gateway, WAIT_MILLIS);
      }
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      int length = socket.getInputStream().read(answer);
      if (length >= STATUS_END) {
        String head = new String(answer, 0, length, ISO_8859_1);
        if (head.contains("onnection: close")) {
          close();
        }
        return Integer.parseInt(head.substring(STATUS_END - 3, STATUS_END));
      }
    } catch (IOException | NumberFormatException broken) {
      // The next request has a connection of its own.
    }
    close();
    return 0;
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException gone) {
      // Nothing is left to be closed.
    }
    socket = null;
  }
}
