package io.leadloop.ownership;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The words and signs of an SQL text, in lower case and without its comments. A part that is not
 * known before the program runs is the word {@link #UNKNOWN}.
 */
final class SqlTokens {
  static final String UNKNOWN = "<unknown>";

  private static final Pattern TOKEN =
      Pattern.compile(
          "--[^\n]*|/\\*.*?\\*/|'(?:[^']|'')*'|<unknown>|[A-Za-z_][\\w$]*|%\\d*\\$?s|\\S",
          Pattern.DOTALL);

  private SqlTokens() {}

  static List<String> of(String text) {
    return TOKEN
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(token -> !token.startsWith("--") && !token.startsWith("/*"))
        .map(token -> token.startsWith("%") ? UNKNOWN : token)
        .map(token -> token.toLowerCase(Locale.ROOT))
        .toList();
  }

  static boolean isWord(String token) {
    return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_' || token.equals(UNKNOWN);
  }

  /**
   * The index after the expression that begins there: at a comma, a clause or a closing bracket.
   */
  static int endOfExpression(List<String> tokens, int begin) {
    int depth = 0;
    for (int i = begin; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (depth == 0 && endsExpression(tokens, i)) {
        return i;
      }
      depth += depthOf(token);
    }
    return tokens.size();
  }

  private static boolean endsExpression(List<String> tokens, int i) {
    return switch (tokens.get(i)) {
      case ",", ")", ";", "where", "returning" -> true;
      case "from" -> !tokens.get(i - 1).equals("distinct");
      default -> false;
    };
  }

  private static int depthOf(String token) {
    return switch (token) {
      case "(" -> 1;
      case ")" -> -1;
      default -> 0;
    };
  }

  /** How many brackets stay open at the end; negative where one closes that was never opened. */
  static int openBrackets(List<String> tokens) {
    int depth = 0;
    for (String token : tokens) {
      depth += depthOf(token);
      if (depth < 0) {
        return depth;
      }
    }
    return depth;
  }

  /** Where the bracket closes that opens there; -1 if it does not. */
  static int closingBracket(List<String> tokens, int open) {
    int depth = 0;
    for (int i = open; i < tokens.size(); i++) {
      depth += depthOf(tokens.get(i));
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
