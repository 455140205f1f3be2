package io.leadloop.ownership;

import java.nio.file.Path;
import java.util.List;

/**
 * One text of the Java sources, with the constants that it is composed of.
 *
 * @param feature the package, relative to the product's root; empty for the root itself
 * @param place the class, and the constant or line
 * @param text what cannot be known before the program runs is {@link SqlTokens#UNKNOWN}
 * @param borrowed the constants of other files in it
 */
public record SqlText(String feature, String place, String text, List<Borrowed> borrowed) {
  /** A constant of another file, with what it holds. */
  public record Borrowed(String name, String text) {}

  static String featureOf(Path root, Path file) {
    Path folder = root.relativize(file).getParent();
    return folder == null ? "" : folder.toString().replace('/', '.');
  }
}
