package io.leadloop.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The compiled types of the product; one is loaded only if it is asked for. */
final class ProductTypes {
  private static final Path CLASSES = Path.of("target/classes");
  private static final String SUFFIX = ".class";

  private ProductTypes() {}

  /** Types with that name in their constants, among others of their references. */
  static Stream<Class<?>> naming(String constant) {
    return load(file -> text(file).contains(constant));
  }

  /** Types of that simple name, also nested ones. */
  static Stream<Class<?>> called(String simpleName) {
    return load(
        file -> file.getFileName().toString().matches("(.*\\$)?" + simpleName + "\\" + SUFFIX));
  }

  private static Stream<Class<?>> load(Predicate<Path> wanted) {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("io/leadloop"))) {
      List<Class<?>> types =
          files
              .filter(file -> file.toString().endsWith(SUFFIX))
              .filter(wanted)
              .<Class<?>>map(ProductTypes::load)
              .toList();
      return types.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(Path file) {
    String path = CLASSES.relativize(file).toString();
    String name = path.substring(0, path.length() - SUFFIX.length()).replace('/', '.');
    try {
      return Class.forName(name, false, ProductTypes.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
