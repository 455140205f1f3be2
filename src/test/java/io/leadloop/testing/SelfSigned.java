package io.leadloop.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.JksOptions;
import java.io.IOException;
import java.nio.file.Path;

/** Certificates that only those trust who know them. */
public final class SelfSigned {

  private SelfSigned() {}

  /** A certificate for this host, with its key, in a new store in the directory. */
  public static JksOptions certificate(Path directory, String host)
      throws IOException, InterruptedException {
    Path store = directory.resolve("server.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    int exit =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + host,
                "-ext",
                "san=" + (host.matches("[0-9.]+") ? "ip:" : "dns:") + host)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("keytool.log").toFile())
            .start()
            .waitFor();
    assertThat(exit).isZero();
    return new JksOptions().setPath(store.toString()).setPassword("changeit");
  }
}
