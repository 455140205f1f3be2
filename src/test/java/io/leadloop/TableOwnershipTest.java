package io.leadloop;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.ownership.FunctionOwners;
import io.leadloop.ownership.MigrationReader;
import io.leadloop.ownership.OwnershipRules;
import io.leadloop.ownership.ProgressColumnOwners;
import io.leadloop.ownership.SqlText;
import io.leadloop.ownership.SqlTextReader;
import io.leadloop.ownership.SqlWrite;
import io.leadloop.ownership.TableOwners;
import io.leadloop.testing.ProductTypes;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Each table has one owning package, and only that package's statements and functions write it; of
 * the table {@code lead_progress}, which the stages of a lead share, this holds column by column.
 * The owners stand in {@link TableOwners}, {@link ProgressColumnOwners} and {@link FunctionOwners}.
 */
class TableOwnershipTest {
  private static final Path ROOT = Path.of("src/main/java/io/leadloop");
  private static final int LONGEST_STATEMENT = 40;

  /** The functions that change the state of a lead. */
  private static final Set<String> MOVES =
      Set.of(
          "settle_leads",
          "expire_leads",
          "hold_leads",
          "release_leads",
          "requeue_leads",
          "prove_forwarded");

  private static final Pattern CLAIM =
      Pattern.compile("(?i)\\b(claim_leads|claim_updates|open_lanes)\\(");
  private static final Pattern JOIN = Pattern.compile("(?i)\\bjoin\\b|\\bexists\\b");

  /** A list of columns: the only part of a statement that another file may contribute. */
  private static final Pattern COLUMN_LIST = Pattern.compile("[\\s\\w.,]*");

  private static final Pattern KEYWORD =
      Pattern.compile("(?i)\\b(select|from|where|update|insert|delete|with|join|set)\\b");
  private static final Pattern STATEMENT =
      Pattern.compile("(?is)\\s*\\)?,?\\s*(with|select|update|insert|delete|merge|truncate)\\b.*");

  /** A statement whose table another part would name. */
  private static final Pattern CUT_OFF =
      Pattern.compile("(?is).*\\b(insert\\s+into|delete\\s+from|merge\\s+into)\\s*");

  /** A statement that returns whatever a table has; a function's result has its own columns. */
  private static final Pattern ALL_COLUMNS =
      Pattern.compile(
          "(?is)\\s*select\\s+\\*\\s+from\\s+\\w+(?![\\w(]).*|.*\\breturning\\s+\\*\\s*");

  /** Whose statements write a column of the table that their constructor names. */
  private static final Set<String> REWRITING_CLASSES = Set.of("ColumnReEncryption");

  private static final Pattern REWRITE_CREATION = Pattern.compile("new ColumnReEncryption\\(");
  private static final Pattern REWRITE =
      Pattern.compile("new ColumnReEncryption\\(\\s*\"(\\w+)\"(?:,\\s*\"\\w+\")+,\\s*\"(\\w+)\"");

  private static final Pattern REPOSITORY = Pattern.compile("PanacheRepositoryBase<(\\w+),");

  private static final List<Class<?>> ENTITIES = ProductTypes.annotatedWith(Entity.class);
  private static final List<SqlText> TEXTS = SqlTextReader.read(ROOT);
  private static final MigrationReader MIGRATIONS =
      MigrationReader.read(Path.of("src/main/resources/db/migration"));
  private static final OwnershipRules RULES = new OwnershipRules(tableOfEntity());

  @Test
  void everyTableHasOneOwner() {
    assertThat(TableOwners.ALL)
        .extracting(TableOwners.Table::name)
        .containsExactlyInAnyOrderElementsOf(MIGRATIONS.tables());
    assertThat(ProgressColumnOwners.all()).containsExactlyElementsOf(MIGRATIONS.progressColumns());
  }

  @Test
  void everyFunctionHasOneOwner() {
    assertThat(FunctionOwners.all().keySet()).isEqualTo(MIGRATIONS.functions().keySet());
  }

  @Test
  void onlyItsOwnerWritesATable() {
    assertThat(violations()).isEmpty();
  }

  /**
   * As in Java, the package that reacts depends on the one that announces. Only reactions are
   * called from below.
   */
  @Test
  void aFunctionIsCalledByPackagesThatMayUseItsOwner() {
    Stream<String> ofStatements =
        TEXTS.stream()
            .flatMap(
                text ->
                    SqlWrite.functionsCalledIn(text.text()).stream()
                        .filter(function -> !mayCall(text.feature(), function))
                        .map(function -> text.feature() + " calls " + function));
    Stream<String> ofFunctions =
        MIGRATIONS.functions().entrySet().stream()
            .flatMap(
                caller ->
                    SqlWrite.functionsCalledIn(caller.getValue()).stream()
                        .filter(function -> !mayCall(owner(caller.getKey()), function))
                        .map(function -> caller.getKey() + " calls " + function));
    assertThat(Stream.concat(ofStatements, ofFunctions)).isEmpty();
  }

  private static boolean mayCall(String feature, String function) {
    FunctionOwners.Function called = FunctionOwners.all().get(function);
    return called.reacts()
        || OwnershipRules.isPartOf(feature, called.owner())
        || PackageTable.MAY_USE.getOrDefault(feature, Set.of()).stream()
            .anyMatch(used -> OwnershipRules.isPartOf(used, called.owner()));
  }

  private static String owner(String function) {
    return FunctionOwners.find(function).orElse("no package");
  }

  /** The table of a rewritten column is a parameter of the class that rewrites it. */
  @Test
  void aColumnIsRewrittenByItsOwner() {
    List<String> rewrites =
        sources()
            .flatMap(
                file -> REWRITE.matcher(content(file)).results().map(found -> rewrite(file, found)))
            .toList();
    assertThat(rewrites).isNotEmpty().allMatch(rewrite -> rewrite.endsWith("by its owner"));
    assertThat(sources().flatMap(file -> REWRITE_CREATION.matcher(content(file)).results()))
        .as("each names its table and column as texts")
        .hasSameSizeAs(rewrites);
  }

  @Test
  void anEntityIsOfThePackageThatOwnsItsTable() {
    assertThat(ENTITIES)
        .isNotEmpty()
        .allSatisfy(
            type ->
                assertThat(TableOwners.find(table(type)).orElseThrow().owner())
                    .matches(owner -> OwnershipRules.isPartOf(feature(type), owner)));
  }

  @Test
  void aRepositoryIsOfThePackageOfItsEntity() {
    List<Path> entities =
        sources()
            .flatMap(
                file ->
                    REPOSITORY
                        .matcher(content(file))
                        .results()
                        .map(found -> file.resolveSibling(found.group(1) + ".java")))
            .toList();
    assertThat(entities).isNotEmpty().allSatisfy(e -> assertThat(e).content().contains("@Entity"));
  }

  @Test
  void noFileCompletesTheStatementOfAnother() {
    List<SqlText> statements = TEXTS.stream().filter(TableOwnershipTest::isStatement).toList();
    assertThat(statements).hasSizeGreaterThan(100);
    assertThat(statements)
        .filteredOn(text -> !text.borrowed().stream().allMatch(TableOwnershipTest::isColumnList))
        .extracting(SqlText::place)
        .isEmpty();
    assertThat(statements)
        .filteredOn(text -> SqlWrite.leavesBracketsOpen(text.text()))
        .extracting(SqlText::place)
        .isEmpty();
  }

  /**
   * A statement sees the rows as they were when it began, and a function that locks or claims sees
   * newer ones: a lead that was accepted in between would be claimed and lost in the join.
   */
  @Test
  void noStatementJoinsWhatAFunctionClaimsOrLocks() {
    List<SqlText> claims =
        TEXTS.stream().filter(text -> CLAIM.matcher(text.text()).find()).toList();
    assertThat(claims).hasSizeGreaterThan(2);
    assertThat(claims)
        .filteredOn(text -> JOIN.matcher(text.text()).find())
        .extracting(SqlText::place)
        .isEmpty();
  }

  /**
   * Each of them moves only leads whose row it took out of the queue or of the requests in flight,
   * or whose state it has checked under the lead's lock.
   */
  @Test
  void aLeadIsMovedByFewFunctions() {
    assertThat(TEXTS).noneMatch(text -> movesALead(text.text()));
    assertThat(MIGRATIONS.functions().entrySet())
        .filteredOn(function -> movesALead(function.getValue()))
        .extracting(Map.Entry::getKey)
        .containsExactlyInAnyOrderElementsOf(MOVES);
  }

  private static boolean movesALead(String sql) {
    return SqlWrite.in(sql).stream()
        .filter(write -> write.table().equals(ProgressColumnOwners.TABLE))
        .anyMatch(write -> write.values().containsKey("state"));
  }

  @Test
  void everyStatementNamesItsTable() {
    assertThat(TEXTS.stream().filter(text -> CUT_OFF.matcher(text.text()).matches()))
        .extracting(SqlText::place)
        .isEmpty();
  }

  /**
   * During an upgrade replicas of this version run on a table to which the newer one has added a
   * column, and PostgreSQL refuses a prepared statement whose result has another one.
   */
  @Test
  void everyStatementNamesTheColumnsThatItReturns() {
    assertThat(TEXTS.stream().filter(text -> ALL_COLUMNS.matcher(text.text()).matches()))
        .extracting(SqlText::place)
        .isEmpty();
  }

  @Test
  void noStatementIsLong() {
    Set<String> tooLong = new TreeSet<>();
    TEXTS.stream()
        .filter(TableOwnershipTest::isStatement)
        .filter(text -> text.text().lines().count() > LONGEST_STATEMENT)
        .forEach(text -> tooLong.add(text.place()));
    MIGRATIONS.functions().entrySet().stream()
        .filter(function -> function.getValue().strip().lines().count() > LONGEST_STATEMENT)
        .forEach(function -> tooLong.add(function.getKey()));
    assertThat(tooLong).isEmpty();
  }

  @Test
  void everyTriggerStandsInThePackageOfItsFunction() {
    assertThat(MIGRATIONS.triggers()).isNotEmpty();
    assertThat(MIGRATIONS.triggers().entrySet())
        .filteredOn(trigger -> !isNamed(trigger.getKey(), trigger.getValue()))
        .extracting(Map.Entry::getKey)
        .isEmpty();
  }

  private static boolean isNamed(String trigger, String function) {
    Path owner = ROOT.resolve(owner(function));
    Path info = owner.resolve("package-info.java");
    return Files.exists(info) && content(info).contains(trigger);
  }

  private static Stream<String> violations() {
    return Stream.concat(
        TEXTS.stream()
            .filter(text -> !REWRITING_CLASSES.contains(text.place()))
            .flatMap(text -> RULES.violations(text.feature(), text.text())),
        MIGRATIONS.functions().entrySet().stream()
            .flatMap(function -> RULES.violations(owner(function.getKey()), function.getValue())));
  }

  private static boolean isStatement(SqlText text) {
    return STATEMENT.matcher(text.text()).matches()
        && KEYWORD.matcher(text.text()).results().count() > 1;
  }

  private static boolean isColumnList(SqlText.Borrowed part) {
    return COLUMN_LIST.matcher(part.text()).matches() && !KEYWORD.matcher(part.text()).find();
  }

  private static String rewrite(Path file, MatchResult found) {
    String table = found.group(1);
    String owner =
        table.equals(ProgressColumnOwners.TABLE)
            ? ProgressColumnOwners.ownerOf(found.group(2)).orElseThrow()
            : TableOwners.find(table).orElseThrow().owner();
    boolean byOwner = OwnershipRules.isPartOf(feature(file), owner);
    return file + " " + table + (byOwner ? " by its owner" : " by another");
  }

  private static Map<String, String> tableOfEntity() {
    return ENTITIES.stream()
        .collect(
            toMap(
                type -> type.getSimpleName().toLowerCase(Locale.ROOT), TableOwnershipTest::table));
  }

  private static String table(Class<?> entity) {
    return Optional.ofNullable(entity.getAnnotation(Table.class))
        .map(Table::name)
        .filter(name -> !name.isEmpty())
        .map(name -> name.replaceFirst("_view$", ""))
        .orElseGet(
            () ->
                entity
                    .getSimpleName()
                    .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                    .toLowerCase(Locale.ROOT));
  }

  private static String feature(Class<?> type) {
    return type.getPackageName().substring("io.leadloop.".length());
  }

  private static String feature(Path file) {
    return ROOT.relativize(file).getParent().toString().replace('/', '.');
  }

  private static Stream<Path> sources() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
