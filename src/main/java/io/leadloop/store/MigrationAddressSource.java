package io.leadloop.store;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Supplies the {@link MigrationAddress} instead of the one in {@code application.properties},
 * unless the operator gives one; registered in {@code META-INF/services}.
 */
public final class MigrationAddressSource implements ConfigSourceFactory {
  /** Above the packaged file's 250, below the operator's file, 260. */
  private static final int ORDINAL = 255;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    MigrationAddress address =
        new MigrationAddress(key -> Optional.ofNullable(context.getValue(key).getValue()));
    return address.derived().stream()
        .<ConfigSource>map(
            url ->
                new PropertiesConfigSource(
                    Map.of(MigrationAddress.JDBC, url), "derived migrations", ORDINAL))
        .toList();
  }
}
