package io.leadloop.command;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that {@code --version} prints: the application's, and Java's. */
final class ReleaseVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(ReleaseVersion.class.getPackage().getImplementationVersion())
            .orElse("of a build directory");
    return new String[] {"leadloop " + version, "Java " + Runtime.version()};
  }
}
