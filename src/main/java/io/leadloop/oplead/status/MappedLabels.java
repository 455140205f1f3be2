package io.leadloop.oplead.status;

import java.util.Map;
import java.util.TreeMap;

/** The table of the API profile, completed by labels that administrators mapped at run time. */
public final class MappedLabels implements LabelCodes {
  private final LabelCodes table;
  private final Map<String, StatusCode> mapped;
  private final String version;

  /**
   * @param mapped codes by the label's {@link StatusMap#essence}; they precede the table
   */
  public MappedLabels(LabelCodes table, Map<String, StatusCode> mapped) {
    this.table = table;
    this.mapped = Map.copyOf(mapped);
    this.version = StatusMap.digest(table.version() + new TreeMap<>(mapped));
  }

  @Override
  public StatusCode codeOf(String label) {
    StatusCode code = mapped.get(StatusMap.essence(label));
    return code == null ? table.codeOf(label) : code;
  }

  @Override
  public String version() {
    return version;
  }
}
