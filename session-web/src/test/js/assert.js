/** Minimal assertions for the tests. */
const show = (value) => JSON.stringify(value);

export function same(actual, expected, what = "value") {
  if (show(actual) !== show(expected)) throw new Error(`${what}: expected ${show(expected)} but was ${show(actual)}`);
}

export function holds(condition, what) {
  if (!condition) throw new Error(`expected that ${what}`);
}

export function refuses(code, action) {
  try {
    action();
  } catch (refusal) {
    same(refusal.code, code, "refusal");
    return;
  }
  throw new Error(`expected the refusal ${code}`);
}
