package io.leadloop.oplead.status;

/** Which status code a label of Oplead has. */
public interface LabelCodes {
  /** The label's code, or {@link StatusCode#OTHER}. */
  StatusCode codeOf(String label);

  /** Names this table in events, as 8 hex digits: another table has another name. */
  String version();
}
