package io.leadloop.oplead;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.oplead.profile.OpleadProfile;
import io.leadloop.oplead.profile.WireProfile;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The members of a lead as the older form import knows them. */
@Singleton
public class FormFields {
  private final WireProfile.Form wire;

  public FormFields(OpleadProfile profile) {
    this.wire = profile.wire().form();
  }

  /**
   * What makes a lead unfit for the form import: the member's name in the lead, and why. Empty if
   * nothing does.
   */
  public Map<String, String> faults(JsonNode lead) {
    Map<String, String> faults = new LinkedHashMap<>();
    Set<String> given = new TreeSet<>();
    Set<String> filled = new TreeSet<>();
    for (Map.Entry<String, JsonNode> member : lead.properties()) {
      String name = nameOf(member.getKey());
      if (isFilled(member.getValue())) {
        filled.add(name);
      }
      if (name.equals(wire.formMember()) || name.equals(wire.tokenMember())) {
        faults.put(member.getKey(), "is set by the gateway and may not be given");
      } else if (!given.add(name)) {
        faults.put(member.getKey(), "is given twice: the customer's Oplead knows it as " + name);
      }
    }
    wire.required().stream()
        .filter(name -> !filled.contains(name))
        .forEach(name -> faults.put(usualName(name), "is required by the customer's Oplead"));
    return faults;
  }

  /** The member that is the form's name. */
  public String formMember() {
    return wire.formMember();
  }

  /** The member that is the token. */
  public String tokenMember() {
    return wire.tokenMember();
  }

  /** What the import calls a lead's member. */
  public String importName(String member) {
    return nameOf(member);
  }

  private static boolean isFilled(JsonNode value) {
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank();
  }

  private String nameOf(String member) {
    return wire.names().getOrDefault(member, member);
  }

  /** What a lead calls a member of the import. */
  public String usualName(String name) {
    return wire.names().entrySet().stream()
        .filter(known -> known.getValue().equals(name))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .orElse(name);
  }
}
