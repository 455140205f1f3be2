package io.leadloop.page;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stylesheet, scripts and icon of all pages. Their names contain a hash of their content, so
 * that browsers may keep them for ever.
 */
@Singleton
public class Assets {
  private static final int HASH_LENGTH = 12;
  private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js";

  private final Map<String, Asset> byName;
  private final Map<String, Asset> byPath;

  Assets() {
    this.byName =
        Stream.of(
                load("leadloop.css", "assets/leadloop.css", "text/css;charset=UTF-8"),
                load("leadloop.js", "assets/leadloop.js", "text/javascript;charset=UTF-8"),
                load("icon.svg", "assets/icon.svg", "image/svg+xml"),
                load("htmx.js", HTMX, "text/javascript;charset=UTF-8"))
            .collect(Collectors.toUnmodifiableMap(Asset::name, asset -> asset));
    this.byPath =
        byName.values().stream()
            .collect(Collectors.toUnmodifiableMap(Asset::hashedName, asset -> asset));
  }

  /** Its path, relative to the gateway's root. */
  public String path(String name) {
    return "assets/" + byName.get(name).hashedName();
  }

  Optional<Asset> find(String hashedName) {
    return Optional.ofNullable(byPath.get(hashedName));
  }

  private static Asset load(String name, String resource, String type) {
    try (InputStream file =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      byte[] content = file.readAllBytes();
      List<String> parts = List.of(name.split("\\."));
      return new Asset(
          name, parts.get(0) + "-" + hash(content) + "." + parts.get(1), type, content);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }

  private static String hash(byte[] content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(hash).substring(0, HASH_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** One file. */
  record Asset(String name, String hashedName, String type, byte[] content) {}
}
