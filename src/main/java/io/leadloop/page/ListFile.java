package io.leadloop.page;

import io.leadloop.http.Csv;
import io.leadloop.http.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * A list as a file of comma-separated values: its first entries, as many as memory should hold.
 *
 * @param name of the file, without its ending
 */
public record ListFile<T>(String name, List<Column<T>> columns) {
  /** Entries that are read at once. */
  public static final int SIZE = 500;

  private static final int PAGES = 10;

  @SafeVarargs
  public static <T> ListFile<T> of(String name, Column<T>... columns) {
    return new ListFile<>(name, List.of(columns));
  }

  public static <T> Column<T> column(String name, Function<T, ?> cell) {
    return new Column<>(name, cell);
  }

  /**
   * The file with at most 10 pages.
   *
   * @param page reads a page after a cursor, which is empty for the first
   */
  public Uni<RestResponse<String>> answer(Function<String, Uni<Page<T>>> page) {
    return lines(page, "", PAGES)
        .map(
            lines ->
                ResponseBuilder.ok(
                        Csv.line(columns.stream().map(Column::name)) + lines, Csv.MEDIA_TYPE)
                    .header(HttpHeaders.CONTENT_TYPE, Csv.CONTENT_TYPE)
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"" + name + ".csv\"")
                    .build());
  }

  private Uni<String> lines(Function<String, Uni<Page<T>>> page, String after, int most) {
    return page.apply(after)
        .chain(
            found -> {
              StringBuilder lines = new StringBuilder();
              found.items().forEach(item -> lines.append(Csv.line(cells(item))));
              return most == 1 || found.next() == null
                  ? Uni.createFrom().item(lines.toString())
                  : lines(page, found.next(), most - 1).map(lines::append).map(Object::toString);
            });
  }

  private Stream<?> cells(T item) {
    return columns.stream().map(column -> column.cell().apply(item));
  }

  /**
   * @param cell what it shows of an entry; null for nothing
   */
  public record Column<T>(String name, Function<T, ?> cell) {}
}
