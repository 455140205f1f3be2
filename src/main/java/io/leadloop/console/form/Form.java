package io.leadloop.console.form;

import io.leadloop.error.ErrorCode;
import io.leadloop.error.FieldError;
import io.leadloop.error.ProblemException;
import io.leadloop.http.Problem;
import io.leadloop.page.FormFields;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A form as a page shows it.
 *
 * @param subject what it is about, in its own words
 * @param back the page that it came from, by its path from the gateway's root
 * @param action where it is posted to, likewise
 * @param values of inputs by name, never a secret's
 * @param problem why it was refused; null the first time
 */
public record Form(
    FormDefinition definition,
    String subject,
    String back,
    String action,
    Map<String, String> values,
    Problem problem) {

  public static Form of(FormDefinition definition, String subject, String back, String action) {
    return new Form(definition, subject, back, action, Map.of(), null);
  }

  /** With what the inputs hold at first. */
  public Form holding(Map<String, String> some) {
    return new Form(definition, subject, back, action, Map.copyOf(some), problem);
  }

  /** The same, about a part of its subject. */
  public Form about(String part) {
    return new Form(definition, subject + " · " + part, back, action, values, problem);
  }

  /** With what was posted, except secrets, and why it was refused. */
  Form refused(FormFields posted, ProblemException refusal) {
    Map<String, String> kept =
        definition.fields().stream()
            .filter(field -> !field.isSecret())
            .collect(
                Collectors.toUnmodifiableMap(
                    FormField::name,
                    field -> String.join("\n", FormDefinition.values(field, posted))));
    return new Form(definition, subject, back, action, kept, Problem.of(refusal));
  }

  /**
   * Holds what was typed against the name.
   *
   * @throws ProblemException {@code invalid-body} if it is another
   */
  public static void requireName(FormFields posted, String name) {
    if (posted.get("confirmation").filter(name::equals).isEmpty()) {
      throw ProblemException.rejected(
          ErrorCode.INVALID_BODY, List.of(new FieldError("/confirmation", "is not " + name)));
    }
  }

  public Words title() {
    return Words.of("title_", definition.name());
  }

  public Words intro() {
    return Words.of("intro_", definition.name());
  }

  public List<FormField> usual() {
    return definition.fields().stream().filter(field -> !field.isRare()).toList();
  }

  public List<FormField> rare() {
    return definition.fields().stream().filter(FormField::isRare).toList();
  }

  public boolean hasRare() {
    return !rare().isEmpty();
  }

  /** Whether a browser's password manager looks at it. */
  public boolean hasSecret() {
    return definition.fields().stream().anyMatch(FormField::isSecret);
  }

  public boolean isDanger() {
    return definition.isDanger();
  }

  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** Whether the choice of that input is made. */
  public boolean holds(String name, String choice) {
    return Arrays.asList(value(name).split("\n")).contains(choice);
  }

  /** Whether the input has to be filled in. */
  public boolean isMissing(String name) {
    return faults().stream().anyMatch(fault -> fault.isOf(name) && fault.isMissing());
  }

  /** Whether a number is expected in the input. */
  public boolean isNoNumber(String name) {
    return faults().stream().anyMatch(fault -> fault.isOf(name) && fault.isNoNumber());
  }

  /** Whether what was posted in the input was refused. */
  public boolean isWrong(String name) {
    return !errors(name).isEmpty();
  }

  /** The errors of an input; empty for none. */
  public List<String> errors(String name) {
    return faults().stream().filter(fault -> fault.isOf(name)).map(Fault::detail).toList();
  }

  /** All that is wrong, in the order of the API. */
  public List<Fault> faults() {
    return problem == null ? List.of() : problem.errors().stream().map(this::fault).toList();
  }

  private Fault fault(FieldError error) {
    Optional<FormField> at =
        definition.fields().stream().filter(field -> field.isAt(error.pointer())).findFirst();
    return new Fault(at.orElse(null), error.pointer(), error.detail());
  }

  /**
   * One error.
   *
   * @param field null if it is none of an input
   */
  public record Fault(FormField field, String pointer, String detail) {
    private static final Set<String> MISSING =
        Set.of("must not be null", "must not be blank", "is required");
    private static final String OTHER_TYPE = "is not of the expected type";

    public boolean isMissing() {
      return MISSING.contains(detail);
    }

    /** Whether it is a number, and something else was typed. */
    public boolean isNoNumber() {
      return field != null && field.kind() == FieldKind.NUMBER && detail.equals(OTHER_TYPE);
    }

    boolean isOf(String name) {
      return field != null && field.name().equals(name);
    }
  }
}
