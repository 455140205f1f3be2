package io.leadloop.simulator.http;

import io.leadloop.simulator.RunningOplead;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A hand-written request, for what HTTP clients refuse to send. */
public record RawRequest(String verb, String path) {

  /** The response. */
  public record Answer(int status, String body) {

    public static Answer of(String bytes) {
      int status = Integer.parseInt(bytes.substring(9, 12));
      return new Answer(status, bytes.substring(bytes.indexOf("\r\n\r\n") + 4));
    }
  }

  public Answer sendTo(URI baseUrl) {
    try (Socket socket = write(baseUrl, "Connection: close\r\n\r\n")) {
      byte[] answer = socket.getInputStream().readAllBytes();
      return Answer.of(new String(answer, StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Sends a request without a body; the caller reads the response, if any. */
  public Socket open(URI baseUrl) throws IOException {
    return write(baseUrl, "\r\n");
  }

  /** Announces a longer body than it sends and closes the connection early. */
  public void breakOffAfter(String body, URI baseUrl) {
    try {
      write(baseUrl, "Content-Length: 100\r\n\r\n" + body).close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Breaks off a body of this content type. */
  public void breakOffAfter(String body, String contentType, URI baseUrl) {
    try {
      write(
              baseUrl,
              "Content-Type: %s\r\nContent-Length: 1000\r\n\r\n%s".formatted(contentType, body))
          .close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Socket write(URI baseUrl, String end) throws IOException {
    String start =
        "%s %s%s HTTP/1.1\r\nHost: oplead\r\nAuthorization: Bearer %s\r\n"
            .formatted(verb, baseUrl.getPath(), path, RunningOplead.TOKEN);
    Socket socket = new Socket(baseUrl.getHost(), baseUrl.getPort());
    socket.getOutputStream().write((start + end).getBytes(StandardCharsets.UTF_8));
    return socket;
  }
}
