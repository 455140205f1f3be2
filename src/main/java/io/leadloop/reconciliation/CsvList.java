package io.leadloop.reconciliation;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.RuntimeJsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A list of leads as CSV (RFC 4180) with a header line, separated by commas or semicolons. The
 * columns {@code reference}, {@code sequence} and {@code status} are read, others are not.
 */
public final class CsvList implements Iterator<ObjectNode> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REFERENCE = "reference";
  private static final String SEQUENCE = "sequence";
  private static final String STATUS = "status";
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int LONGEST_HEADER = 64 * 1024;

  private final MappingIterator<Map<String, String>> rows;
  private long number = 1;

  private CsvList(MappingIterator<Map<String, String>> rows) {
    this.rows = rows;
  }

  /**
   * The leads, each as one item of a reconciliation.
   *
   * @throws IllegalArgumentException here or while it is iterated, if the text is not such a list;
   *     the message is for people
   */
  public static Iterator<ObjectNode> read(BufferedReader text) {
    try {
      skipByteOrderMark(text);
      ObjectReader reader =
          new CsvMapper()
              .readerForMapOf(String.class)
              .withFeatures(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES)
              .with(CsvSchema.emptySchema().withHeader().withColumnSeparator(separator(text)));
      return new CsvList(reader.readValues(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether the line is a header that has the column of references, in upper or lower case. One
   * with tabs is a header, too: its list is refused, rather than taken for references.
   */
  public static boolean isHeader(String line) {
    if (line.isEmpty()) {
      return false;
    }
    BufferedReader text = new BufferedReader(new StringReader(line));
    try {
      MappingIterator<List<String>> rows =
          new CsvMapper()
              .readerForListOf(String.class)
              .withFeatures(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.WRAP_AS_ARRAY)
              .with(CsvSchema.emptySchema().withColumnSeparator(separator(text)))
              .readValues(text);
      return rows.hasNextValue()
          && rows.nextValue().stream()
              .flatMap(cell -> Arrays.stream(cell.split("\t")))
              .anyMatch(REFERENCE::equalsIgnoreCase);
    } catch (IOException notCsv) {
      return false;
    }
  }

  private static void skipByteOrderMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
  }

  /** A semicolon where the header has more of them: some spreadsheets write them for commas. */
  private static char separator(BufferedReader text) throws IOException {
    text.mark(LONGEST_HEADER + 1);
    StringBuilder header = new StringBuilder();
    int next = text.read();
    if (next < 0) {
      throw new IllegalArgumentException("The list is empty.");
    }
    while (next >= 0 && next != '\n' && next != '\r' && header.length() < LONGEST_HEADER) {
      header.append((char) next);
      next = text.read();
    }
    text.reset();
    return count(header, ';') > count(header, ',') ? ';' : ',';
  }

  private static long count(CharSequence line, char wanted) {
    return line.chars().filter(c -> c == wanted).count();
  }

  @Override
  public boolean hasNext() {
    try {
      return rows.hasNextValue();
    } catch (IOException e) {
      throw notCsv(e);
    }
  }

  @Override
  public ObjectNode next() {
    try {
      number++;
      return lead(rows.nextValue());
    } catch (IOException | RuntimeJsonMappingException e) {
      throw notCsv(e);
    }
  }

  private ObjectNode lead(Map<String, String> row) {
    if (!row.containsKey(REFERENCE)) {
      throw new IllegalArgumentException(
          "The list has no column '" + REFERENCE + "'; it has " + row.keySet() + ".");
    }
    ObjectNode lead = JSON.createObjectNode().put(REFERENCE, row.get(REFERENCE));
    if (isGiven(row.get(SEQUENCE))) {
      lead.put(SEQUENCE, sequence(row.get(SEQUENCE)));
    }
    if (isGiven(row.get(STATUS))) {
      lead.put(STATUS, row.get(STATUS));
    }
    return lead;
  }

  private int sequence(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Row %d: the sequence '%s' is not a number.".formatted(number, text), e);
    }
  }

  private IllegalArgumentException notCsv(Exception e) {
    return new IllegalArgumentException("Row %d is not CSV.".formatted(number), e);
  }

  private static boolean isGiven(String text) {
    return text != null && !text.isBlank();
  }
}
