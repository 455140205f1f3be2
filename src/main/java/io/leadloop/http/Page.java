package io.leadloop.http;

import java.util.List;
import java.util.function.Function;

/**
 * A page of a longer list.
 *
 * @param next the cursor of the next page; null on the last page
 */
public record Page<T>(List<T> items, String next) {
  /**
   * Creates a page.
   *
   * @param found the items, plus one if there are more
   * @param cursor the cursor after an item
   */
  public static <T> Page<T> of(List<T> found, int size, Function<T, String> cursor) {
    return found.size() <= size
        ? new Page<>(found, null)
        : new Page<>(found.subList(0, size), cursor.apply(found.get(size - 1)));
  }
}
