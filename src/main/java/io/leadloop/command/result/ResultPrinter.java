package io.leadloop.command.result;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints results to standard output, and remarks about them to standard error. A list ends at its
 * first failed write, so that no more of it is read; the command reports the failure at its end.
 */
public final class ResultPrinter {
  /** So many rows are aligned with each other; a longer list has more than one such part. */
  private static final int ALIGNED = 500;

  private final PrintWriter out;
  private final PrintWriter err;
  private final OutputFormat format;

  public ResultPrinter(PrintWriter out, PrintWriter err, OutputFormat format) {
    this.out = out;
    this.err = err;
    this.format = format;
  }

  /** Prints one item in full. */
  public void show(JsonNode item) {
    if (format == OutputFormat.JSON) {
      out.println(item.toPrettyString());
    } else {
      Detail.lines(item).forEach(out::println);
    }
    out.flush();
  }

  /** Prints one item as a line at once, as progress is shown. */
  public void line(JsonNode item) {
    if (format == OutputFormat.JSON) {
      text(item.toString());
    } else {
      text(
          item.properties().stream()
              .map(member -> Text.line(member.getKey()) + "=" + Text.of(member.getValue()))
              .collect(Collectors.joining(" ")));
    }
  }

  /** Prints a line as it is. */
  public void text(String line) {
    out.println(line);
    out.flush();
  }

  /** Prints a list as far as it is wanted, and reads no more of it than that. */
  public void list(Stream<JsonNode> items, ListOptions options, Table table) {
    Iterator<JsonNode> all = items.iterator();
    long left = options.most(format);
    if (format == OutputFormat.JSON) {
      for (; left > 0 && isWritten() && all.hasNext(); left--) {
        text(all.next().toString());
      }
      return;
    }
    do {
      List<JsonNode> part = take(all, Math.min(left, ALIGNED));
      table.lines(part).forEach(out::println);
      left -= part.size();
    } while (left > 0 && isWritten() && all.hasNext());
    if (isWritten() && all.hasNext()) {
      err.println("There are more; --limit 0 prints all.");
    }
  }

  /** Prints lines of CSV; the first is the header. */
  public void csv(Stream<String> lines, ListOptions options) {
    Iterator<String> all = lines.iterator();
    for (long left = 1 + options.most(OutputFormat.CSV);
        left > 0 && isWritten() && all.hasNext();
        left--) {
      out.println(all.next());
    }
    out.flush();
  }

  /** Whether everything printed so far has arrived. */
  private boolean isWritten() {
    return !out.checkError();
  }

  private static List<JsonNode> take(Iterator<JsonNode> items, long most) {
    List<JsonNode> taken = new ArrayList<>();
    while (taken.size() < most && items.hasNext()) {
      taken.add(items.next());
    }
    return taken;
  }
}
