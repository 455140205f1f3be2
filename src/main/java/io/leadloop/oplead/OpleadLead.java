package io.leadloop.oplead;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A lead on its way to Oplead: the provider's document as it came, and what the gateway adds to it.
 *
 * @param document a JSON object; it is passed on byte for byte
 * @param providerName the name that Oplead shows beside the lead
 * @param webhookUrl where Oplead is to report on it; a secret
 */
public record OpleadLead(byte[] document, String providerName, URI webhookUrl) {

  /** The request's body: the gateway's members, spliced in after the document's opening brace. */
  byte[] toJson(ProviderFields fields) {
    int brace = indexOfBrace();
    byte[] ours = members(fields).getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream body = new ByteArrayOutputStream(document.length + ours.length + 1);
    body.write(document, 0, brace + 1);
    body.writeBytes(ours);
    if (hasMembers(brace)) {
      body.write(',');
    }
    body.write(document, brace + 1, document.length - brace - 1);
    return body.toByteArray();
  }

  private String members(ProviderFields fields) {
    String name = quoted(providerName);
    String url = quoted(webhookUrl.toString());
    return fields == ProviderFields.FLAT
        ? "\"provider_name\":" + name + ",\"provider_webhook_url\":" + url
        : "\"provider\":{\"name\":" + name + ",\"webhook_url\":" + url + "}";
  }

  private int indexOfBrace() {
    int at = 0;
    while (document[at] != '{') {
      at++;
    }
    return at;
  }

  private boolean hasMembers(int brace) {
    int at = brace + 1;
    while (Character.isWhitespace(document[at])) {
      at++;
    }
    return document[at] != '}';
  }

  private static String quoted(String text) {
    return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  @Override
  public String toString() {
    return "OpleadLead[providerName=" + providerName + ", document=***, webhookUrl=***]";
  }
}
