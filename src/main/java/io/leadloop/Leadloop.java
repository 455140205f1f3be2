package io.leadloop;

import io.leadloop.embedded.EmbeddedKafka;
import io.leadloop.embedded.EmbeddedPostgreSql;
import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;

@QuarkusMain
public class Leadloop {
  public static void main(String... args) throws Exception {
    Path dir = Path.of(System.getenv().getOrDefault("LEADLOOP_EMBEDDED_DATA_DIR", ".leadloop"));
    EmbeddedPostgreSql pg = EmbeddedPostgreSql.start(dir.resolve("postgresql"), 0);
    EmbeddedKafka kafka = EmbeddedKafka.start(dir.resolve("kafka"), 0);
    System.setProperty("quarkus.datasource.reactive.url", pg.url());
    System.setProperty("quarkus.datasource.username", pg.username());
    System.setProperty("quarkus.datasource.password", pg.password());
    System.setProperty("kafka.bootstrap.servers", kafka.bootstrapServers());
    System.setProperty("leadloop.public-url", "http://localhost:8080");
    System.setProperty("leadloop.vault.keyset", "/tmp/keyset.json");
    System.setProperty("leadloop.oplead.allow-private-addresses", "true");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  Application app = Application.currentApplication();
                  if (app != null) app.awaitShutdown();
                  System.err.println("app stopped");
                  kafka.close();
                  pg.close();
                  System.err.println("servers stopped");
                }));
    Quarkus.run(args);
  }
}
