package io.leadloop.testing.tls;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/**
 * A server's certificate and its private key, both as PEM.
 *
 * @param certificate the certificate, without that of its authority
 */
public record TestCertificate(String certificate, String key) {

  /** The content as PEM. */
  public static String pem(String type, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, text, type);
  }

  /** For a server of Vert.x. */
  public PemKeyCertOptions forServer() {
    return new PemKeyCertOptions()
        .addCertValue(Buffer.buffer(certificate))
        .addKeyValue(Buffer.buffer(key));
  }

  /** Writes {@code tls.crt} and {@code tls.key}, replacing those that are there. */
  public void write(Path directory) {
    replace(directory.resolve("tls.key"), key);
    replace(directory.resolve("tls.crt"), certificate);
  }

  /** Replaces the file, which only its owner may read, in one step. */
  public static void replace(Path file, String content) {
    try {
      Path draft = Files.createTempFile(file.getParent(), "draft", null);
      Files.writeString(draft, content);
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "TestCertificate[key=***]";
  }
}
