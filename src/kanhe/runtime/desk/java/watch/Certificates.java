package kanhe.desk.watch;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import sun.security.x509.AlgorithmId;
import sun.security.x509.BasicConstraintsExtension;
import sun.security.x509.CertificateAlgorithmId;
import sun.security.x509.CertificateExtensions;
import sun.security.x509.CertificateSerialNumber;
import sun.security.x509.CertificateValidity;
import sun.security.x509.CertificateVersion;
import sun.security.x509.CertificateX509Key;
import sun.security.x509.DNSName;
import sun.security.x509.GeneralName;
import sun.security.x509.GeneralNames;
import sun.security.x509.SubjectAlternativeNameExtension;
import sun.security.x509.X500Name;
import sun.security.x509.X509CertImpl;
import sun.security.x509.X509CertInfo;

/** Certificates of the sink: an authority of this run alone, which the app's JVM trusts, and one for each host. */
final class Certificates {
  private static final char[] PASSWORD = "desk".toCharArray();
  private static final String ALGORITHM = "SHA256withECDSA";
  private static final long YEARS = 20L * 365 * 86_400_000;
  private static final Map<String, SSLContext> CONTEXTS = new ConcurrentHashMap<>();
  private static KeyPair keys;
  private static X509Certificate authority;

  private Certificates() {}

  /** Makes the authority and lets the JVM trust it; before anything asks for the JVM's trust. */
  static void begin(Path folder) throws GeneralSecurityException, IOException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    keys = generator.generateKeyPair();
    authority = certificate("kanhe desk authority", null, 1);
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, PASSWORD);
    store.setCertificateEntry("desk", authority);
    Path path = folder.resolve("trust.p12");
    try (OutputStream out = Files.newOutputStream(path)) {
      store.store(out, PASSWORD);
    }
    System.setProperty("javax.net.ssl.trustStore", path.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", new String(PASSWORD));
    System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
  }

  static SSLContext context(String host) throws GeneralSecurityException, IOException {
    SSLContext known = CONTEXTS.get(host);
    if (known == null) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, PASSWORD);
      X509Certificate own = certificate(host, host, 2 + CONTEXTS.size());
      store.setKeyEntry("host", keys.getPrivate(), PASSWORD, new X509Certificate[] {own, authority});
      KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      known = SSLContext.getInstance("TLS");
      known.init(factory.getKeyManagers(), null, null);
      CONTEXTS.put(host, known);
    }
    return known;
  }

  /** {@code host} null: the authority itself. */
  private static X509Certificate certificate(String name, String host, int serial)
      throws GeneralSecurityException, IOException {
    X509CertInfo info = new X509CertInfo();
    // The app's clock begins where the run says, which need not be now.
    Date from = new Date(0);
    info.set(X509CertInfo.VERSION, new CertificateVersion(CertificateVersion.V3));
    info.set(X509CertInfo.SERIAL_NUMBER, new CertificateSerialNumber(BigInteger.valueOf(serial)));
    info.set(X509CertInfo.SUBJECT, new X500Name(name, "desk", "kanhe", "CN"));
    info.set(X509CertInfo.ISSUER, new X500Name("kanhe desk authority", "desk", "kanhe", "CN"));
    info.set(X509CertInfo.VALIDITY, new CertificateValidity(from, new Date(from.getTime() + 5 * YEARS)));
    info.set(X509CertInfo.KEY, new CertificateX509Key(keys.getPublic()));
    info.set(X509CertInfo.ALGORITHM_ID, new CertificateAlgorithmId(AlgorithmId.get(ALGORITHM)));
    CertificateExtensions extensions = new CertificateExtensions();
    if (host == null) {
      extensions.set(BasicConstraintsExtension.NAME, new BasicConstraintsExtension(true, true, 1));
    } else {
      GeneralNames names = new GeneralNames();
      names.add(new GeneralName(new DNSName(host)));
      extensions.set(SubjectAlternativeNameExtension.NAME, new SubjectAlternativeNameExtension(names));
    }
    info.set(X509CertInfo.EXTENSIONS, extensions);
    X509CertImpl made = new X509CertImpl(info);
    made.sign(keys.getPrivate(), ALGORITHM);
    return made;
  }
}
