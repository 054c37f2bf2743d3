package kanhe.desk.stage;

import java.util.ArrayList;
import java.util.List;
import org.robolectric.annotation.Implementation;
import org.robolectric.annotation.Implements;
import org.robolectric.shadows.ShadowSearchManager;

/** The device's search, in which no app takes part. */
@Implements(className = "android.app.SearchManager")
public class SearchesOfApp extends ShadowSearchManager {
  @Implementation
  protected List<?> getSearchablesInGlobalSearch() {
    return new ArrayList<>();
  }
}
