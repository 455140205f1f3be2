package io.leadloop.oplead.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;

/**
 * Settings of earlier versions that are members of the API profile now. They stop the start, or an
 * upgrade would silently undo what an operator had corrected.
 */
public final class MovedSettings {
  private static final String PREFIX = "leadloop.oplead.";
  private static final Properties MOVED = read("/oplead/moved-settings.properties");

  private MovedSettings() {}

  /** A sentence for each of them that is given. */
  public static List<String> among(Predicate<String> isGiven) {
    return MOVED.stringPropertyNames().stream()
        .filter(setting -> isGiven.test(PREFIX + setting))
        .sorted()
        .map(setting -> sentence(PREFIX + setting, MOVED.getProperty(setting)))
        .toList();
  }

  private static String sentence(String setting, String member) {
    return member.isEmpty()
        ? "%s is no setting any more; remove it.".formatted(setting)
        : "%s is now %s in the API profile; write it into the file that %sprofile names."
            .formatted(setting, member, PREFIX);
  }

  private static Properties read(String name) {
    Properties properties = new Properties();
    try (InputStream resource = MovedSettings.class.getResourceAsStream(name)) {
      properties.load(resource);
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is part of the package", e);
    }
  }
}
