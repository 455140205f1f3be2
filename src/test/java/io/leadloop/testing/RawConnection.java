package io.leadloop.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** A client that writes raw and partial requests. */
public final class RawConnection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 60_000;

  /**
   * By default the system buffers a varying number of megabytes for a client that does not read.
   */
  private static final int RECEIVE_BUFFER = 64 * 1024;

  private final Socket socket = new Socket();

  public RawConnection(URI gateway) {
    try {
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a head; each further line is a header. */
  public RawConnection head(String methodAndPath, String... headers) {
    return send(
        methodAndPath
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + String.join("\r\n", headers)
            + (headers.length == 0 ? "\r\n" : "\r\n\r\n"));
  }

  public RawConnection send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RawConnection chunk(String text) {
    return send(Integer.toHexString(text.getBytes(UTF_8).length) + "\r\n" + text + "\r\n");
  }

  /** Reads until this text has arrived. */
  public String readUntil(String text) {
    StringBuilder read = new StringBuilder();
    while (read.indexOf(text, read.length() - text.length()) < 0) {
      int next = next();
      if (next < 0) {
        throw new AssertionError("closed before '" + text + "' came: " + read);
      }
      read.append((char) next);
    }
    return read.toString();
  }

  /** Reads until the gateway closes the connection. */
  public String readToTheEnd() {
    try {
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int next() {
    try {
      return socket.getInputStream().read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
