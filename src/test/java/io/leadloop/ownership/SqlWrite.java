package io.leadloop.ownership;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One place of a statement that writes a table.
 *
 * @param table as the statement names it
 * @param values of an update, what each column is set to, token by token
 */
public record SqlWrite(Kind kind, String table, Map<String, List<String>> values) {
  /** What happens to the table's rows. */
  public enum Kind {
    INSERT,
    UPDATE,
    DELETE
  }

  /** Every place in that text which writes a table, common table expressions included. */
  public static List<SqlWrite> in(String sql) {
    List<String> tokens = SqlTokens.of(sql);
    List<SqlWrite> writes = new ArrayList<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      at(tokens, i, writes).ifPresent(writes::add);
    }
    return writes;
  }

  /** The functions that the text calls, of those that are known. */
  public static List<String> functionsCalledIn(String sql) {
    List<String> tokens = SqlTokens.of(sql);
    List<String> functions = new ArrayList<>();
    for (int i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i + 1).equals("(") && FunctionOwners.find(tokens.get(i)).isPresent()) {
        functions.add(tokens.get(i));
      }
    }
    return functions;
  }

  /** Whether the text begins or ends inside brackets that another text has to open or close. */
  public static boolean leavesBracketsOpen(String sql) {
    return SqlTokens.openBrackets(SqlTokens.of(sql)) != 0;
  }

  private static Optional<SqlWrite> at(List<String> tokens, int i, List<SqlWrite> before) {
    return switch (tokens.get(i) + " " + tokens.get(i + 1)) {
      case "insert into", "merge into" -> named(Kind.INSERT, tokens, i + 2);
      case "delete from", "truncate table" -> named(Kind.DELETE, tokens, i + 2);
      case "do update" -> Optional.of(conflict(tokens, i + 2, before));
      default -> alone(tokens, i);
    };
  }

  private static Optional<SqlWrite> alone(List<String> tokens, int i) {
    return switch (tokens.get(i)) {
      case "update" -> update(tokens, i + 1);
      case "truncate" ->
          TableOwners.find(tokens.get(i + 1)).isPresent()
              ? named(Kind.DELETE, tokens, i + 1)
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<SqlWrite> named(Kind kind, List<String> tokens, int name) {
    return name < tokens.size() && SqlTokens.isWord(tokens.get(name))
        ? Optional.of(new SqlWrite(kind, tokens.get(name), Map.of()))
        : Optional.of(new SqlWrite(kind, SqlTokens.UNKNOWN, Map.of()));
  }

  /** Only where {@code set} follows the name and an alias: otherwise it is a lock or a trigger. */
  private static Optional<SqlWrite> update(List<String> tokens, int name) {
    if (tokens.get(name).equals(";")) {
      return Optional.empty(); // It ends a statement that locks.
    }
    for (int set = name + 1; set <= name + 3 && set < tokens.size(); set++) {
      if (tokens.get(set).equals("set")) {
        return Optional.of(
            new SqlWrite(Kind.UPDATE, tokens.get(name), assignments(tokens, set + 1)));
      }
    }
    return Optional.empty();
  }

  private static SqlWrite conflict(List<String> tokens, int set, List<SqlWrite> before) {
    String table =
        before.stream()
            .filter(write -> write.kind() == Kind.INSERT)
            .reduce((first, second) -> second)
            .map(SqlWrite::table)
            .orElse(SqlTokens.UNKNOWN);
    return new SqlWrite(Kind.UPDATE, table, assignments(tokens, set + 1));
  }

  private static Map<String, List<String>> assignments(List<String> tokens, int begin) {
    Map<String, List<String>> values = new HashMap<>();
    int column = begin;
    while (column + 1 < tokens.size()) {
      // Whatever has another form than "column = value" must not pass for no column at all.
      boolean isPlain = SqlTokens.isWord(tokens.get(column)) && tokens.get(column + 1).equals("=");
      int value = column + 2;
      int end = SqlTokens.endOfExpression(tokens, value);
      values.put(isPlain ? tokens.get(column) : SqlTokens.UNKNOWN, tokens.subList(value, end));
      if (end >= tokens.size() || !tokens.get(end).equals(",")) {
        break;
      }
      column = end + 1;
    }
    return values;
  }

  /** The function whose result alone the column is set to, if it is one. */
  public Optional<String> functionSetting(String column) {
    List<String> value = values.get(column);
    return value.size() > 2
            && value.get(1).equals("(")
            && SqlTokens.closingBracket(value, 1) == value.size() - 1
        ? Optional.of(value.get(0))
        : Optional.empty();
  }
}
