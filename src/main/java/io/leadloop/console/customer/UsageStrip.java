package io.leadloop.console.customer;

import io.leadloop.lane.status.QuotaUsage;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of a lane in the window, as bars of a drawing that is 60 wide and 100 high.
 *
 * @param most in one bar
 */
public record UsageStrip(List<Bar> bars, int most, int total) {
  private static final int HEIGHT = 100;

  static UsageStrip of(List<QuotaUsage.Part> parts) {
    int most = parts.stream().mapToInt(QuotaUsage.Part::requests).max().orElse(0);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      QuotaUsage.Part part = parts.get(i);
      if (part.requests() > 0) {
        int height = Math.max(1, part.requests() * HEIGHT / most);
        bars.add(new Bar(i, HEIGHT - height, height, part.refused() > 0));
      }
    }
    return new UsageStrip(
        List.copyOf(bars), most, parts.stream().mapToInt(QuotaUsage.Part::requests).sum());
  }

  /**
   * @param x how far from the left, which is the oldest
   * @param y how far from the top
   * @param isRefused whether Oplead refused one of its requests
   */
  public record Bar(int x, int y, int height, boolean isRefused) {}
}
