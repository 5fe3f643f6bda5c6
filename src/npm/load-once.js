// `init` of an entry for browsers.

/** The function that loads an engine's .wasm once, by `load` of the generated module, and calls `ready` then. */
export function loadOnce(load, ready) {
  let loading;
  return function init(source) {
    loading ??= load(source === undefined ? undefined : { module_or_path: source }).then(
      () => ready(),
      (error) => {
        loading = undefined; // a failed download can be tried again
        throw error;
      },
    );
    return loading;
  };
}
