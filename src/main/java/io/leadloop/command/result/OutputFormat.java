package io.leadloop.command.result;

/** How results are printed. */
public enum OutputFormat {
  /** For people: aligned columns, or a name and a value in each line. */
  TABLE,
  /** For programs: an item as indented JSON, a list as one JSON object in each line. */
  JSON,
  /** For spreadsheets; the list of leads has it alone. */
  CSV
}
