package io.leadloop;

import io.leadloop.intake.LeadSchema;
import io.leadloop.oplead.profile.InvalidProfileException;
import io.leadloop.oplead.profile.OpleadConfig;
import io.leadloop.oplead.profile.OpleadProfile;
import io.leadloop.oplead.profile.OpleadProfiles;
import io.leadloop.oplead.status.StatusMap;
import io.leadloop.vault.Vault;
import io.smallrye.config.SmallRyeConfig;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads the files that settings name before anything is started: the keyset, the schema of leads
 * and the API profile. Otherwise a gateway with a wrong path would start, and fail each request.
 */
final class StartFiles {
  private StartFiles() {}

  /**
   * @throws StartRefusedException when a file cannot be read, or is not what its setting needs
   */
  static void check(SmallRyeConfig config) {
    try {
      OpleadProfile profile =
          OpleadProfiles.at(config.getConfigMapping(OpleadConfig.class).profile());
      StatusMap unusedMap = new StatusMap(profile.callbacks());
      config
          .getOptionalValue(LeadSchema.SETTING, String.class)
          .ifPresent(file -> LeadSchema.at(Path.of(file)));
      config.getOptionalValue(StartPlan.KEYSET, String.class).ifPresent(StartFiles::open);
    } catch (InvalidProfileException e) {
      throw StartRefusedException.invalid(e.getMessage());
    } catch (UncheckedIOException e) {
      boolean isMissing = e.getCause() instanceof NoSuchFileException;
      throw StartRefusedException.invalid(
          e.getMessage() + (isMissing ? ": there is no such file." : "."));
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw StartRefusedException.invalid(e.getMessage() + ".");
    }
  }

  private static void open(String keyset) {
    Vault unused = new Vault(keyset);
  }
}
