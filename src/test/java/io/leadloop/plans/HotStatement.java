package io.leadloop.plans;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A statement that the gateway executes all the time, what it finds when it is executed, and how
 * many pages it may read for each row that it concerns.
 *
 * @param scene statements that make the rows concerned, in the same transaction
 * @param rows how many rows it concerns, an SQL expression
 * @param values SQL expressions, evaluated before it is executed
 */
record HotStatement(
    String name, String sql, List<String> scene, String rows, List<String> values, double most) {

  /** The text in a constant of a class of the gateway, such as {@code feedback.Outbox.APPEND}. */
  static String constant(String name) {
    int dot = name.lastIndexOf('.');
    try {
      Field field =
          Class.forName("io.leadloop." + name.substring(0, dot))
              .getDeclaredField(name.substring(dot + 1));
      field.setAccessible(true);
      return Objects.requireNonNull((String) field.get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** A statement named after its constant, for {@link Scene#ROWS} rows. */
  static HotStatement of(String constant, double most, String... scene) {
    return new HotStatement(
        constant, constant(constant), List.of(scene), Scene.ROWS + "", List.of(), most);
  }

  /** The same statement where there is something else to do. */
  HotStatement when(String what) {
    return new HotStatement(name + ", " + what, sql, scene, rows, values, most);
  }

  boolean isOfMany() {
    return rows.equals(Scene.ROWS + "");
  }

  /** The same for one row, as at light load. What each execution costs has no rows to share it. */
  HotStatement alone() {
    List<String> of = new ArrayList<>(List.of(Scene.ALONE));
    of.addAll(scene);
    return new HotStatement(name + ", alone", sql, of, "1", values, 40 + 2 * most);
  }

  HotStatement as(String text) {
    return new HotStatement(name, text, scene, rows, values, most);
  }

  HotStatement concerning(String expression) {
    return new HotStatement(name, sql, scene, expression, values, most);
  }

  HotStatement given(String... expressions) {
    List<String> all = new ArrayList<>(values);
    all.addAll(List.of(expressions));
    return new HotStatement(name, sql, scene, rows, all, most);
  }

  @Override
  public String toString() {
    return name;
  }
}
