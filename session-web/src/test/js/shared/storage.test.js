import { inThisTab, onThisDevice } from "/resources/js/shared/storage.js";
import { same } from "../assert.js";

const KEY = "storage-test";

function where(setItem, test) {
  const real = Storage.prototype.setItem;
  Storage.prototype.setItem = setItem;
  try {
    test();
  } finally {
    Storage.prototype.setItem = real;
  }
}

const full = () => {
  throw new DOMException("full", "QuotaExceededError");
};

export function whatIsKeptOutlivesThePage() {
  for (const kept of [inThisTab, onThisDevice]) {
    same(kept.setItem(KEY, "a"), true);
    same(kept.getItem(KEY), "a");
    kept.removeItem(KEY);
    same(kept.getItem(KEY), null);
  }
}

export function aBrowserThatIsFullHasItWhileThePageIsOpen() {
  inThisTab.setItem(KEY, "before");
  where(full, () => same(inThisTab.setItem(KEY, "after"), false));
  same(inThisTab.getItem(KEY), "after");
  inThisTab.setItem(KEY, "kept");
  same(inThisTab.getItem(KEY), "kept");
  same(sessionStorage.getItem(KEY), "kept");
  inThisTab.removeItem(KEY);
}

export function anotherWindowsChangeIsSeen() {
  onThisDevice.setItem(KEY, "mine");
  localStorage.setItem(KEY, "another window's");
  same(onThisDevice.getItem(KEY), "another window's");
  onThisDevice.removeItem(KEY);
}
