// A change is shown once, in order, and none is left out, whatever a bad line does.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Sequence } from "../../static/js/sequence.js";

const frame = (seq) => ({ seq });

function following(after, latest) {
  const shown = [];
  const sequence = new Sequence(after, ({ seq }) => shown.push(seq));
  sequence.following(latest ?? after);
  return { sequence, shown };
}

test("changes that overtake each other are shown in order", () => {
  const { sequence, shown } = following(41);
  for (const seq of [43, 44, 42]) sequence.take(frame(seq));
  assert.deepEqual(shown, [42, 43, 44]);
});

test("a change that comes twice is shown once", () => {
  const { sequence, shown } = following(41);
  for (const seq of [42, 42, 41, 40, 43, 42]) sequence.take(frame(seq));
  assert.deepEqual(shown, [42, 43]);
});

test("a missing change is noticed and what follows waits for it", () => {
  const { sequence, shown } = following(41);
  sequence.take(frame(43));
  assert.equal(sequence.gap, true);
  assert.deepEqual(shown, []);
});

test("what is live waits until the catch-up is through", () => {
  const { sequence, shown } = following(41, 44);
  for (const seq of [45, 42, 43, 44, 46]) sequence.take(frame(seq));
  assert.deepEqual(shown, [42, 43, 44, 45, 46]);
});

test("a catch-up may leave numbers out", () => {
  const { sequence, shown } = following(41, 46);
  for (const seq of [42, 47, 45]) sequence.take(frame(seq));
  sequence.caughtUp();
  assert.deepEqual(shown, [42, 45, 47]);
  assert.equal(sequence.last, 47);
});

test("a catch-up that was cut off is asked for again from where everything is certain", () => {
  const { sequence, shown } = following(41, 46);
  sequence.take(frame(42));
  sequence.take(frame(43));
  assert.equal(sequence.last, 41);
  sequence.following(47);
  for (const seq of [42, 43, 44, 45, 46, 47]) sequence.take(frame(seq));
  assert.deepEqual(shown, [42, 43, 44, 45, 46, 47]);
});

test("a change of the catch-up that comes too late is still shown", () => {
  const { sequence, shown } = following(41, 43);
  sequence.caughtUp();
  sequence.take(frame(42));
  assert.deepEqual(shown, [42]);
});
