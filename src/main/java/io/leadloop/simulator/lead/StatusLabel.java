package io.leadloop.simulator.lead;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Compares labels ignoring case and accents, which vary in Oplead's documentation. */
public final class StatusLabel {

  private static final String APPOINTMENT = "Rendez-vous";
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  private StatusLabel() {}

  public static boolean same(String one, String other) {
    return plain(one).equals(plain(other));
  }

  /** Whether a lead in this status has an appointment. */
  public static boolean isAppointment(String label) {
    return same(label, APPOINTMENT);
  }

  private static String plain(String label) {
    String decomposed = Normalizer.normalize(label.strip(), Normalizer.Form.NFD);
    return ACCENTS.matcher(decomposed).replaceAll("").toLowerCase(Locale.ROOT);
  }
}
