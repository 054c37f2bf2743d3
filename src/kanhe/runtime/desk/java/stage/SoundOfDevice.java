package kanhe.desk.stage;

import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowVisualizer;

/** Pictures of sound, in the sizes that every device has. */
@Implements(className = "android.media.audiofx.Visualizer")
public class SoundOfDevice extends ShadowVisualizer {
  @Implementation
  protected static int[] getCaptureSizeRange() {
    return new int[] {128, 1024};
  }
}
