package io.leadloop.embedded;

import io.leadloop.vault.KeysetFile;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/**
 * PostgreSQL, a broker and a keyset in a temporary directory, shared by all test classes that use
 * this resource.
 */
public class EmbeddedServersTestResource implements QuarkusTestResourceLifecycleManager {
  private EmbeddedServers servers;

  @Override
  public Map<String, String> start() {
    OwnSaslServers.register();
    servers = SeededServers.in(temporaryDirectory());
    Map<String, String> settings = new HashMap<>();
    settings.putAll(servers.startPostgreSql(0).settings());
    settings.putAll(servers.startKafka(0).settings());
    settings.put("leadloop.vault.keyset", KeysetFile.in(servers.directory()).toString());
    settings.putAll(ports());
    return settings;
  }

  @Override
  public void stop() {
    if (servers != null) {
      servers.close();
      FileUtils.deleteQuietly(servers.directory().toFile());
    }
  }

  private static Map<String, String> ports() {
    int port = LoopbackPort.free();
    return Map.of(
        "quarkus.http.test-port",
        Integer.toString(port),
        "quarkus.management.test-port",
        "0",
        "leadloop.public-url",
        "http://localhost:" + port);
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("leadloop-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
