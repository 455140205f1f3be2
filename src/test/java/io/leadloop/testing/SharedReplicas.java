package io.leadloop.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Two packaged gateways for all test classes of a suite, as a parameter. They start when the first
 * class asks for them and stop after the last one. A test leaves both running, and their servers.
 */
public final class SharedReplicas implements ParameterResolver {
  /** The window of the quota. */
  public static final Duration WINDOW = Duration.ofSeconds(6);

  private static final Namespace NAMESPACE = Namespace.create(SharedReplicas.class);

  /** Time is compressed, but for the calls to Oplead, which a busy machine makes slow. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "LEADLOOP_OPLEAD_ALLOW_PRIVATE_ADDRESSES", "true",
          "LEADLOOP_LANE_WINDOW", WINDOW.toString(),
          "LEADLOOP_OPLEAD_CONNECT_TIMEOUT", "PT5S",
          "LEADLOOP_OPLEAD_READ_TIMEOUT", "PT10S",
          "LEADLOOP_OPLEAD_DOCUMENTS_TIMEOUT", "PT10S",
          "LEADLOOP_FORWARDING_LEASE", "PT30S",
          "LEADLOOP_FORWARDING_UNCERTAIN_WAIT", "PT2S");

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Replicas.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
        .replicas();
  }

  /** They and their directory. */
  private record Running(Path directory, Replicas replicas) implements AutoCloseable {
    static Running start() {
      try {
        Path directory = Files.createTempDirectory("replicas-");
        return new Running(directory, Replicas.startTwo(directory, SETTINGS));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      replicas.close();
      try (Stream<Path> below = Files.walk(directory)) {
        List<Path> all = below.sorted(Comparator.reverseOrder()).toList();
        for (Path each : all) {
          Files.delete(each);
        }
      }
    }
  }
}
