package io.leadloop.oplead.profile;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URI;

/**
 * How a lead names its provider: Oplead's French page prints flat names, its English one nested.
 */
public enum ProviderFields {
  FLAT("\"provider_name\":", ",\"provider_webhook_url\":", ""),
  NESTED("\"provider\":{\"name\":", ",\"webhook_url\":", "}");

  private final String beforeName;
  private final String beforeUrl;
  private final String end;

  ProviderFields(String beforeName, String beforeUrl, String end) {
    this.beforeName = beforeName;
    this.beforeUrl = beforeUrl;
    this.end = end;
  }

  /** The members as JSON text, without the braces around them and without a comma after them. */
  public String members(String providerName, URI webhookUrl) {
    return beforeName + quoted(providerName) + beforeUrl + quoted(webhookUrl.toASCIIString()) + end;
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }
}
