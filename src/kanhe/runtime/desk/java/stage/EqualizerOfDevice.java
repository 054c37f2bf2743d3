package kanhe.desk.stage;

import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowEqualizer;

/** An equalizer: what was never set is zero. */
@Implements(className = "android.media.audiofx.Equalizer")
public class EqualizerOfDevice extends ShadowEqualizer {
  @Override
  @Implementation
  protected int native_getParameter(int parameterSize, byte[] parameter, int valueSize, byte[] value) {
    try {
      int size = super.native_getParameter(parameterSize, parameter, valueSize, value);
      return size < 0 ? valueSize : size;
    } catch (IndexOutOfBoundsException longer) {
      return valueSize;
    }
  }
}
