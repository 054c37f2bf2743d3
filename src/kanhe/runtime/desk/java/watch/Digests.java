package kanhe.desk.watch;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests of values with a salt of this run: equal values can be told, none can be read. */
public final class Digests {
  private final SecretKeySpec salt;

  public Digests() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    salt = new SecretKeySpec(random, "HmacSHA256");
  }

  public String of(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(salt);
      byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        hex.append(String.format("%02x", digest[i]));
      }
      return hex.toString();
    } catch (GeneralSecurityException problem) {
      throw new IllegalStateException(problem);
    }
  }
}
