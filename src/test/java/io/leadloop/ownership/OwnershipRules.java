package io.leadloop.ownership;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a package may write what a statement of it writes. */
public final class OwnershipRules {
  private final Map<String, String> tableOfEntity;

  /**
   * @param tableOfEntity the tables of the entities, by the lower case of their classes' names
   */
  public OwnershipRules(Map<String, String> tableOfEntity) {
    this.tableOfEntity = tableOfEntity;
  }

  /** What the text writes and its package does not own, as {@code package > what}. */
  public Stream<String> violations(String feature, String sql) {
    return SqlWrite.in(sql).stream()
        .flatMap(write -> violations(feature, write))
        .map(what -> feature + " > " + what);
  }

  private Stream<String> violations(String feature, SqlWrite write) {
    String table = tableOfEntity.getOrDefault(write.table(), write.table());
    if (table.equals(ProgressColumnOwners.TABLE)) {
      return progressViolations(feature, write);
    }
    boolean isNewLead =
        table.equals("lead") && write.kind() == SqlWrite.Kind.INSERT && isPartOf(feature, "intake");
    return isNewLead || mayWrite(feature, TableOwners.find(table).map(TableOwners.Table::owner))
        ? Stream.empty()
        : Stream.of(table);
  }

  private Stream<String> progressViolations(String feature, SqlWrite write) {
    return switch (write.kind()) {
      case INSERT ->
          violation(
              ProgressColumnOwners.INSERT.stream().anyMatch(owner -> isPartOf(feature, owner)),
              "lead_progress: rows");
      case DELETE -> Stream.of("lead_progress: rows");
      case UPDATE -> columnViolations(feature, write);
    };
  }

  private Stream<String> columnViolations(String feature, SqlWrite write) {
    return write.values().keySet().stream()
        .filter(column -> !maySet(feature, write, column))
        .map(column -> "lead_progress." + column);
  }

  private boolean maySet(String feature, SqlWrite write, String column) {
    if (column.equals(ProgressColumnOwners.CHANGE_TIME)) {
      return write.values().keySet().stream()
          .anyMatch(other -> mayWrite(feature, ProgressColumnOwners.ownerOf(other)));
    }
    Optional<String> owner = ProgressColumnOwners.ownerOf(column);
    return mayWrite(feature, owner)
        || owner.isPresent()
            && write.functionSetting(column).flatMap(FunctionOwners::find).equals(owner);
  }

  private static Stream<String> violation(boolean isAllowed, String what) {
    return isAllowed ? Stream.empty() : Stream.of(what);
  }

  private static boolean mayWrite(String feature, Optional<String> owner) {
    return owner.isPresent() && isPartOf(feature, owner.orElseThrow());
  }

  /** Whether it is that package or one inside it. */
  public static boolean isPartOf(String feature, String owner) {
    return feature.equals(owner) || feature.startsWith(owner + ".");
  }
}
