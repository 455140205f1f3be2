package io.leadloop.update.document;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.update.DocumentKind;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes one document of a known provider: a part {@code file} and perhaps a part {@code kind}. */
final class DocumentGate implements UploadGate {
  private static final String FILE = "file";
  private static final String KIND = "kind";

  private boolean begun;

  @Override
  public Optional<Uni<Void>> begin(String part, Function<String, List<FormField>> before) {
    if (!part.equals(FILE) || begun) {
      throw invalid(part, "is not a part that is taken: one file, as 'file'");
    }
    begun = true;
    return Optional.empty();
  }

  @Override
  public void outgrow() {}

  /** A fixed amount is charged in advance. */
  @Override
  public void hold(long bytes) {}

  static ReceivedFile file(ReceivedForm form) {
    return form.file().orElseThrow(() -> invalid(FILE, "is missing or empty"));
  }

  static DocumentKind kind(List<FormField> fields) {
    for (FormField field : fields) {
      if (!field.name().equals(KIND)) {
        throw invalid(field.name(), "is not known here");
      }
    }
    if (fields.isEmpty()) {
      return DocumentKind.OTHER;
    }
    return DocumentKind.ofWireName(fields.get(0).value())
        .orElseThrow(() -> invalid(KIND, "must be quote, invoice or other"));
  }

  static ProblemException invalid(String part, String detail) {
    return ProblemException.rejected(
        ErrorCode.INVALID_DOCUMENT, List.of(FieldError.of(part, detail)));
  }
}
