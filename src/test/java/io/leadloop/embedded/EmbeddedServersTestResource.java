package io.leadloop.embedded;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

public class EmbeddedServersTestResource implements QuarkusTestResourceLifecycleManager {
  private EmbeddedPostgreSql pg;
  private EmbeddedKafka kafka;

  @Override
  public Map<String, String> start() {
    try {
      Path dir = Files.createTempDirectory("leadloop-test");
      pg = EmbeddedPostgreSql.start(dir.resolve("postgresql"), 0);
      kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0);
      AeadConfig.register();
      KeysetHandle keyset = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      int port;
      try (ServerSocket s = new ServerSocket(0)) {
        port = s.getLocalPort();
      }
      return Map.of(
          "quarkus.datasource.reactive.url", pg.url(),
          "quarkus.datasource.username", pg.username(),
          "quarkus.datasource.password", pg.password(),
          "kafka.bootstrap.servers", kafka.bootstrapServers(),
          "leadloop.vault.keyset",
              TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get()),
          "quarkus.http.test-port", Integer.toString(port),
          "quarkus.management.test-port", "0",
          "leadloop.public-url", "http://localhost:" + port);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    kafka.close();
    pg.close();
  }
}
