package io.leadloop.console.feedback;

import io.leadloop.admin.feedback.SetAsideView;
import io.leadloop.feedback.letter.SetAsideSource;
import io.leadloop.http.Page;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * The dead letters of the page.
 *
 * @param source the filter; null for all
 * @param isFirst whether it is the first page of them
 * @param more the cursor at which a call about all of them ended; null where it was the last
 */
public record LetterList(Page<SetAsideView> letters, String source, boolean isFirst, String more) {
  private static final int TYPED = 8;

  public List<SetAsideView> items() {
    return letters.items();
  }

  public String next() {
    return letters.next();
  }

  public List<String> sources() {
    return Arrays.stream(SetAsideSource.values()).map(SetAsideSource::wireName).toList();
  }

  /** The word that is typed to discard all of the filter. */
  public String word() {
    return source == null ? "all" : source;
  }

  /** The filter as a query. */
  public String filter() {
    return source == null ? "" : "source=" + source;
  }

  /** The page after this one. */
  public String nextQuery() {
    return filter() + (source == null ? "" : "&") + "after=" + next();
  }

  /** The word that is typed to discard one: the end of its id, since the beginning is a time. */
  static String word(UUID id) {
    String text = id.toString();
    return text.substring(text.length() - TYPED);
  }

  /** The same in a template. */
  public String word(SetAsideView letter) {
    return word(letter.id());
  }
}
