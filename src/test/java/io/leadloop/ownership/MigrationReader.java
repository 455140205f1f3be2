package io.leadloop.ownership;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the migrations leave behind, when all of them have run in their order. */
public final class MigrationReader {
  private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");
  private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
  private static final Pattern OBJECT =
      Pattern.compile(
          "\\bcreate table (?<table>\\w+)"
              + "|\\bdrop table (?:if exists )?(?<goneTable>\\w+)"
              + "|\\bcreate (?:or replace )?function (?<function>\\w+)\\s*\\("
              + "(?:[^$]|\\$\\d)*?\\$\\$(?<body>.*?)\\$\\$"
              + "|\\bdrop function (?:if exists )?(?<goneFunction>\\w+)"
              + "|\\bcreate (?:or replace )?trigger (?<trigger>\\w+)[^;]*?"
              + "execute function (?<calls>\\w+)"
              + "|\\bdrop trigger (?:if exists )?(?<goneTrigger>\\w+)",
          Pattern.DOTALL);
  private static final Pattern TABLE =
      Pattern.compile("create table lead_progress \\((.*?)\n\\)", Pattern.DOTALL);
  private static final Pattern ALTER = Pattern.compile("alter table lead_progress\\b([^;]*);");
  private static final Pattern COLUMN = Pattern.compile("(?m)^  (?!unique|check|primary)(\\w+) ");
  private static final Pattern ADDED = Pattern.compile("\\badd column (\\w+)");
  private static final Pattern DROPPED = Pattern.compile("\\bdrop column (\\w+)");
  private static final Pattern RENAMED = Pattern.compile("\\brename column (\\w+) to (\\w+)");

  private final Set<String> tables = new LinkedHashSet<>();
  private final Map<String, String> functions = new LinkedHashMap<>();
  private final Map<String, String> triggers = new LinkedHashMap<>();
  private final Set<String> progressColumns = new LinkedHashSet<>();

  private MigrationReader() {}

  public static MigrationReader read(Path folder) {
    MigrationReader reader = new MigrationReader();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .sorted(Comparator.comparingInt(MigrationReader::version))
          .forEach(file -> reader.add(COMMENT.matcher(textOf(file)).replaceAll("")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return reader;
  }

  public Set<String> tables() {
    return tables;
  }

  /** The functions' bodies by their names. */
  public Map<String, String> functions() {
    return functions;
  }

  /** The function that each trigger calls. */
  public Map<String, String> triggers() {
    return triggers;
  }

  public List<String> progressColumns() {
    return progressColumns.stream().sorted().toList();
  }

  private void add(String migration) {
    OBJECT.matcher(migration).results().forEach(this::add);
    TABLE.matcher(migration).results().forEach(table -> addColumns(COLUMN, table));
    ALTER.matcher(migration).results().forEach(this::alter);
  }

  private void add(MatchResult found) {
    Matcher object = OBJECT.matcher(found.group());
    object.matches();
    if (object.group("table") != null) {
      tables.add(object.group("table"));
    } else if (object.group("function") != null) {
      functions.put(object.group("function"), object.group("body"));
    } else if (object.group("trigger") != null) {
      triggers.put(object.group("trigger"), object.group("calls"));
    } else {
      tables.remove(object.group("goneTable"));
      functions.remove(object.group("goneFunction"));
      triggers.remove(object.group("goneTrigger"));
    }
  }

  private void alter(MatchResult alter) {
    addColumns(ADDED, alter);
    DROPPED
        .matcher(alter.group(1))
        .results()
        .forEach(gone -> progressColumns.remove(gone.group(1)));
    RENAMED
        .matcher(alter.group(1))
        .results()
        .forEach(
            renamed -> {
              progressColumns.remove(renamed.group(1));
              progressColumns.add(renamed.group(2));
            });
  }

  private void addColumns(Pattern column, MatchResult part) {
    column.matcher(part.group(1)).results().forEach(added -> progressColumns.add(added.group(1)));
  }

  private static int version(Path file) {
    Matcher name = VERSION.matcher(file.getFileName().toString());
    if (!name.matches()) {
      throw new IllegalStateException(file + " is not named as a migration");
    }
    return Integer.parseInt(name.group(1));
  }

  private static String textOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
