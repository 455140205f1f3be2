package io.leadloop.lead;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps a state by its wire name, the word that the table's check and every SQL statement use. */
@Converter(autoApply = true)
public class LeadStateConverter implements AttributeConverter<LeadState, String> {
  @Override
  public String convertToDatabaseColumn(LeadState state) {
    return state.wireName();
  }

  @Override
  public LeadState convertToEntityAttribute(String wire) {
    return LeadState.ofWireName(wire);
  }
}
