package io.leadloop.words;

import static java.util.regex.Pattern.DOTALL;
import static java.util.regex.Pattern.MULTILINE;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The comments and messages of a Java file, at the places where they stand in it. Code is replaced
 * by {@link #CODE}, character by character; comment markers, quotes and escapes become spaces, so
 * that a phrase is found across lines.
 */
final class JavaProse {
  /** Ends a phrase, as a paragraph does. */
  static final char CODE = '\0';

  private static final Pattern MARGIN = Pattern.compile("^[ \\t]*\\*", MULTILINE);
  private static final Pattern PARAMETER = Pattern.compile("@(param|throws)\\s+\\S+");
  private static final Pattern SQL =
      Pattern.compile("\\n.*\\b(select|insert into|returning|as \\()", DOTALL);
  private static final Pattern INLINE_CODE =
      Pattern.compile("\\{@(code|link|linkplain|literal|value|snippet)\\b[^{}]*\\}");

  private final String source;
  private final BiPredicate<String, String> isMessage;
  private final char[] prose;
  private final Deque<String> calls = new ArrayDeque<>();
  private String identifier = "";
  private int at;

  private JavaProse(String source, BiPredicate<String, String> isMessage) {
    this.source = source;
    this.isMessage = isMessage;
    this.prose = fill(source, CODE).toCharArray();
  }

  /**
   * @param isMessage whether a literal is one, by the call that it is an argument of, and its text
   */
  static String of(String source, BiPredicate<String, String> isMessage) {
    JavaProse reading = new JavaProse(source, isMessage);
    while (reading.at < source.length()) {
      reading.next();
    }
    return new String(reading.prose);
  }

  private void next() {
    char c = source.charAt(at);
    if (source.startsWith("//", at)) {
      lineComment();
    } else if (source.startsWith("/*", at)) {
      blockComment();
    } else if (c == '"') {
      literal(source.startsWith("\"\"\"", at) ? "\"\"\"" : "\"");
    } else if (c == '\'') {
      at = endOfLiteral("'");
    } else if (Character.isJavaIdentifierStart(c)) {
      word();
    } else {
      symbol(c);
    }
  }

  private void lineComment() {
    int end = orEnd(source.indexOf('\n', at));
    keep(at, "  " + source.substring(at + 2, end));
    at = end;
  }

  private void blockComment() {
    int end = source.indexOf("*/", at) + 2;
    String text = CODE + "  " + source.substring(at + 3, end - 2) + CODE + CODE;
    text = replace(text, MARGIN, ' ');
    text = replace(text, INLINE_CODE, 'X');
    text = replace(text, PARAMETER, CODE);
    keep(at, text);
    at = end;
  }

  private void literal(String quotes) {
    int end = endOfLiteral(quotes);
    String text = source.substring(at + quotes.length(), end - quotes.length());
    if (isMessage.test(calls.isEmpty() ? "" : calls.peek(), text)) {
      String blank = " ".repeat(quotes.length());
      String words = SQL.matcher(text).find() ? LineComments.of(text, "--") : text;
      keep(at, blank + words.replaceAll("\\\\[^\\n]", "  ").replace('\\', ' ') + blank);
    }
    at = end;
  }

  private int endOfLiteral(String quotes) {
    int end = at + quotes.length();
    while (!source.startsWith(quotes, end)) {
      end += source.charAt(end) == '\\' ? 2 : 1;
    }
    return end + quotes.length();
  }

  private void word() {
    int start = at;
    while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
      at++;
    }
    identifier = source.substring(start, at);
  }

  private void symbol(char c) {
    if (c == '(') {
      calls.push(identifier);
    } else if (c == ')') {
      calls.pop();
    }
    if (Character.isWhitespace(c)) {
      prose[at] = c;
    } else if (c == '+') {
      prose[at] = ' ';
    }
    at++;
  }

  private void keep(int position, String text) {
    text.getChars(0, text.length(), prose, position);
  }

  private int orEnd(int index) {
    return index < 0 ? source.length() : index;
  }

  private static String replace(String text, Pattern pattern, char by) {
    return pattern
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(fill(found.group(), by)));
  }

  /** Keeps the lines and the length. */
  private static String fill(String text, char by) {
    StringBuilder filled = new StringBuilder(text);
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != '\n') {
        filled.setCharAt(i, by);
      }
    }
    return filled.toString();
  }
}
