package io.leadloop.oplead.profile;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Provides the profile that the settings name, and its parts. */
@Singleton
public class OpleadProfiles {
  /**
   * The bundled profile, corrected by the file that is named here.
   *
   * @throws InvalidProfileException when the file cannot be read or is not a profile
   */
  public static OpleadProfile at(Optional<String> location) {
    return location
        .map(file -> new ProfileReader().corrected(new ProfileFile(file).text()))
        .orElseGet(() -> Bundled.PROFILE);
  }

  /** Read once, by the check of the settings, and then provided. */
  private static final class Bundled {
    static final OpleadProfile PROFILE = new ProfileReader().bundled();
  }

  @Produces
  @Singleton
  OpleadProfile profile(OpleadConfig config) {
    return at(config.profile());
  }

  @Produces
  @Singleton
  AnswerProfile answers(OpleadProfile profile) {
    return profile.answers();
  }

  @Produces
  @Singleton
  CallbackProfile callbacks(OpleadProfile profile) {
    return profile.callbacks();
  }
}
