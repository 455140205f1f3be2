package io.leadloop.console.form;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One input of a form.
 *
 * @param name the member of the API's body that it fills, with dots between the names of its path
 * @param label the key of its message
 * @param hint the key of another; null for none
 * @param wire the wire whose form has it: {@code rest} or {@code form}; null for both
 * @param members the members that it fills instead, by wire; empty for its name
 * @param isRare whether it is behind a summary, for it is seldom filled in
 */
public record FormField(
    String name,
    FieldKind kind,
    String label,
    String hint,
    boolean isRequired,
    List<Choice> choices,
    String wire,
    Map<String, String> members,
    boolean isRare) {

  public static FormField of(String name, FieldKind kind) {
    String label = "field_" + name.replace('.', '_');
    return new FormField(name, kind, label, null, false, List.of(), null, Map.of(), false);
  }

  public static FormField text(String name) {
    return of(name, FieldKind.TEXT);
  }

  /** With another label than its name's. */
  public FormField labelled(String key) {
    return new FormField(
        name, kind, "field_" + key, hint, isRequired, choices, wire, members, isRare);
  }

  public FormField hinted(String key) {
    return new FormField(
        name, kind, label, "hint_" + key, isRequired, choices, wire, members, isRare);
  }

  public FormField required() {
    return new FormField(name, kind, label, hint, true, choices, wire, members, isRare);
  }

  public FormField offering(List<Choice> some) {
    return new FormField(
        name, kind, label, hint, isRequired, List.copyOf(some), wire, members, isRare);
  }

  /** Of one wire alone, so the browser does not require it. */
  public FormField onlyFor(String ofWire) {
    return new FormField(name, kind, label, hint, isRequired, choices, ofWire, members, isRare);
  }

  /** Of both wires, each with a member of its own: a form has one input for secrets. */
  public FormField filling(Map<String, String> byWire) {
    return new FormField(
        name, kind, label, hint, isRequired, choices, wire, Map.copyOf(byWire), isRare);
  }

  public FormField rare() {
    return new FormField(name, kind, label, hint, isRequired, choices, wire, members, true);
  }

  /** Of the input in the page. */
  public String id() {
    return "field-" + name.replaceAll("[._]", "-");
  }

  public String type() {
    return kind.type();
  }

  /** Whether one of its choices is ticked, or several. */
  public boolean isChosen() {
    return !choices.isEmpty();
  }

  public boolean isLines() {
    return kind == FieldKind.LIST && choices.isEmpty();
  }

  public boolean isFlag() {
    return kind == FieldKind.FLAG;
  }

  public boolean isSecret() {
    return kind == FieldKind.SECRET;
  }

  /** Whether an error at this pointer concerns it. */
  boolean isAt(String pointer) {
    return (members.isEmpty() ? Set.of(name) : members.values())
        .stream()
            .map(member -> "/" + member.replace('.', '/'))
            .anyMatch(own -> pointer.equals(own) || pointer.startsWith(own + "/"));
  }

  /** The member that it fills. */
  String member(String ofWire) {
    return members.getOrDefault(ofWire, name);
  }
}
