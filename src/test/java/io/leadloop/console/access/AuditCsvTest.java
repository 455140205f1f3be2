package io.leadloop.console.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells of comma-separated values. */
class AuditCsvTest {
  @Test
  void aCellIsQuotedWhereItHasTo() {
    assertThat(AuditCsv.cell("customer.change")).isEqualTo("customer.change");
    assertThat(AuditCsv.cell("a, b")).isEqualTo("\"a, b\"");
    assertThat(AuditCsv.cell("a \"b\"\r\nc")).isEqualTo("\"a \"\"b\"\"\r\nc\"");
    assertThat(AuditCsv.cell(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@sum(a1)", "\t=1", "=cmd|'/c calc'!a1\nx"})
  void aSpreadsheetComputesNothing(String formula) {
    assertThat(AuditCsv.cell(formula).replaceFirst("^\"", "")).startsWith("'" + formula.charAt(0));
  }
}
