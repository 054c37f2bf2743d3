package kanhe.desk.stage;

import java.util.Map;
import org.robolectric.annotation.ConscryptMode;
import org.robolectric.annotation.Config;
import org.robolectric.annotation.GraphicsMode;
import org.robolectric.annotation.experimental.LazyApplication;
import org.robolectric.annotation.LooperMode;
import org.robolectric.annotation.SQLiteMode;
import org.robolectric.pluginapi.config.ConfigurationStrategy;

/** How the sandbox is set up: always the same. */
final class Fixed implements ConfigurationStrategy.Configuration {
  private final Map<Class<?>, Object> modes;

  Fixed(String qualifiers) {
    Config config = new Config.Builder()
        .setQualifiers(qualifiers).setApplication(android.app.Application.class).build();
    modes = Map.of(
        ConscryptMode.Mode.class, ConscryptMode.Mode.OFF,
        LooperMode.Mode.class, LooperMode.Mode.PAUSED,
        LazyApplication.LazyLoad.class, LazyApplication.LazyLoad.OFF,
        GraphicsMode.Mode.class, GraphicsMode.Mode.LEGACY,
        SQLiteMode.Mode.class, SQLiteMode.Mode.NATIVE,
        Config.class, config);
  }

  @Override
  public <T> T get(Class<T> type) {
    return type.cast(modes.get(type));
  }

  @Override
  public java.util.Collection<Class<?>> keySet() {
    return modes.keySet();
  }

  @Override
  public Map<Class<?>, Object> map() {
    return modes;
  }
}
