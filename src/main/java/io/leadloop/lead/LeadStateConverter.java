package io.leadloop.lead;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a state by its wire name, which the table's check and all SQL statements use. */
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
