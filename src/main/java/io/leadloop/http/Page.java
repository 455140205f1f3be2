package io.leadloop.http;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a longer list.
 *
 * @param next the cursor of the next page; null where a list has ended
 */
public record Page<T>(List<T> items, String next) {
  /**
   * A page of what was found.
   *
   * @param found one item more than the page has, where there is one
   * @param cursor the cursor that leads on after an item
   */
  public static <T> Page<T> of(List<T> found, int size, Function<T, String> cursor) {
    return found.size() <= size
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, size), cursor.apply(found.get(size - 1)));
  }
}
