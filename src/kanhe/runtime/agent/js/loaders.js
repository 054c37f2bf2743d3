// Where classes are found: the loader that has the platform's classes, the app's, and those that come later.
const loaders = (() => {
  let factories = [];
  const seen = [];

  function know(loader) {
    if (loader === null || seen.some((other) => other.equals(loader))) return false;
    seen.push(loader);
    factories.push(factoryOf(loader));
    return true;
  }

  function factoryOf(loader) {
    const factory = Java.ClassFactory.get(loader);
    return Java.api.flavor === 'jvm' ? mended(factory, loader) : factory;
  }

  // On Android all platform classes are the machine's.  On a desk they live in a loader of their own, which the host names.
  function start() {
    factories = [Java.classFactory];
    if (settings.loader === null) return;
    const loader = Java.enumerateClassLoadersSync().find((each) => each.$className === settings.loader);
    if (loader === undefined) throw new Error('there is no loader ' + settings.loader);
    seen.push(loader);
    factories = [factoryOf(loader)];
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

  // Two things that the bridge does not know of HotSpot with another loader: a class that is loaded and not yet linked ends
  // the machine when its methods are listed, and loaders there give no classes of arrays.
  function mended(factory, loader) {
    const Class = Java.use('java.lang.Class');
    const plain = factory.use;
    factory.use = function (name, options) {
      const known = this._classes[name];
      if (known !== undefined) return plain.call(this, name, options);
      const found = Class.forName.overload('java.lang.String', 'boolean', 'java.lang.ClassLoader').call(Class, name.replace(/\//g, '.'), false, loader);
      if (!name.startsWith('[')) {
        found.getDeclaredConstructors();  // links it, and runs nothing of it
        return plain.call(this, name, options);
      }
      const made = this._make(name, (env) => env.newLocalRef(found.$h), Java.vm.getEnv());
      this._setUsedClass(name, made);
      return made;
    };
    return factory;
  }

  return { start, use, know };
})();
