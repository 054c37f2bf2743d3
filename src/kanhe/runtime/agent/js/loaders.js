// Where classes are found: the loader that has the platform's classes, the app's, and those that come later.
const loaders = (() => {
  let factories = [];
  const seen = [];

  function know(loader) {
    if (loader === null || seen.some((other) => other.equals(loader))) return false;
    const factory = Java.ClassFactory.get(loader);
    seen.push(loader);
    factories.push(factory);
    return true;
  }

  function start() {
    factories = [Java.classFactory];
    if (has(Java.classFactory, settings.loaderOf)) return;
    // The platform's classes live in a loader of their own where it is not the machine's.
    let found = null;
    for (const loader of Java.enumerateClassLoadersSync()) {
      const factory = Java.ClassFactory.get(loader);
      if (has(factory, settings.loaderOf)) found = loader;
      if (found !== null) break;
    }
    if (found !== null) {
      know(found);
      Java.classFactory.loader = found;
      factories = [factories[factories.length - 1], Java.classFactory];
    }
  }

  function has(factory, name) {
    try {
      factory.use(name);
      return true;
    } catch (_) {
      return false;
    }
  }

  // The class, from the first loader that has it; throws where none does.
  function use(name) {
    let last = null;
    for (const factory of factories) {
      try {
        return factory.use(name);
      } catch (error) {
        last = error;
      }
    }
    throw last;
  }

  return { start, use, know };
})();
