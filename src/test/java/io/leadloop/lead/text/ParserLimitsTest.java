package io.leadloop.lead.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every parser of lead documents, or of answers that repeat them, reads all accepted documents;
 * otherwise an outcome would be lost.
 */
class ParserLimitsTest {
  private static final List<String> PACKAGES =
      List.of("intake", "lead", "oplead", "feedback", "forwarding", "update", "simulator");

  /** Parsers of data written by the gateway or its operator. */
  private static final List<String> OWN_RECORDS =
      List.of("AsyncApi", "FeedbackJson", "Fingerprints", "ProfileReader");

  @Test
  void everyParserOfDocumentsAndAnswersReadsNamesOfAnyLength() throws IllegalAccessException {
    List<String> strict = new ArrayList<>();
    Map<String, JsonFactory> parsers = ParserLimitsTest.parsers();
    assertThat(parsers).hasSizeGreaterThan(4);
    parsers.forEach(
        (name, parser) -> {
          if (parser.streamReadConstraints().getMaxNameLength() != Integer.MAX_VALUE
              || parser.streamReadConstraints().getMaxStringLength() != Integer.MAX_VALUE) {
            strict.add(name);
          }
        });
    assertThat(strict).isEmpty();
  }

  private static Map<String, JsonFactory> parsers() throws IllegalAccessException {
    Map<String, JsonFactory> parsers = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages(PACKAGES.stream().map(p -> "io.leadloop." + p).toList())) {
      if (!OWN_RECORDS.contains(type.getSimpleName())) {
        for (JavaField field : type.getFields()) {
          if (field.getModifiers().contains(JavaModifier.STATIC) && isParser(field)) {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            parsers.put(field.getFullName(), factory(reflected.get(null)));
          }
        }
      }
    }
    return parsers;
  }

  private static boolean isParser(JavaField field) {
    return field.getRawType().isAssignableTo(JsonFactory.class)
        || field.getRawType().isAssignableTo(ObjectMapper.class)
        || field.getRawType().isAssignableTo(ObjectReader.class);
  }

  private static JsonFactory factory(Object parser) {
    if (parser instanceof ObjectMapper mapper) {
      return mapper.getFactory();
    } else if (parser instanceof ObjectReader reader) {
      return reader.getFactory();
    }
    return (JsonFactory) parser;
  }
}
