// Searches a weblog that lies on a disk, where no server answers. The index stands beside this page in small scripts, as
// a browser reads no other files from there: pages.js, and words-….js by the first letter. A classic script for the
// same reason.
(() => {
  const script = document.currentScript;
  const asked = new URLSearchParams(location.search).get("q") ?? "";
  // As in publishing/mirror/search.py: no case, no accents; scripts without spaces are taken character by character.
  const UNSPACED = "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3ffff}";
  const WORD = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{N}])+`, "gu");
  const words = (asked.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "").match(WORD) ?? []).slice(0, 20);
  let pages = [];
  const known = new Map();
  window.tertulia = {
    pages: (all) => (pages = all),
    words: (part, all) => known.set(part, Object.entries(all)),
  };

  function load(name) {
    return new Promise((done, failed) => {
      const part = document.createElement("script");
      part.src = name;
      part.onload = done;
      part.onerror = name === "pages.js" ? failed : done; // No word begins so.
      document.head.append(part);
    });
  }

  const partOf = (word) => (word.codePointAt(0) % 64).toString();

  function holding(word) {
    const found = new Set();
    for (const [other, steps] of known.get(partOf(word)) ?? []) {
      if (!other.startsWith(word)) continue;
      let page = 0;
      for (const step of steps.split(",")) found.add((page += parseInt(step, 36)));
    }
    return found;
  }

  function entry([link, title, date]) {
    const item = document.createElement("li");
    const what = item.appendChild(document.createElement("p"));
    what.className = "what";
    const anchor = what.appendChild(document.createElement("a"));
    anchor.href = link;
    anchor.textContent = title;
    const meta = item.appendChild(document.createElement("p"));
    meta.className = "meta";
    meta.textContent = date;
    return item;
  }

  function show() {
    const found = words.map(holding).reduce((all, some) => new Set([...all].filter((page) => some.has(page))));
    const list = document.createElement(found.size ? "ol" : "p");
    list.className = "found";
    if (found.size) list.append(...[...found].sort((a, b) => a - b).map((page) => entry(pages[page])));
    else list.textContent = script.dataset.nothing;
    script.before(list);
  }

  for (const field of document.querySelectorAll("input[name=q]")) field.value = asked;
  if (!words.length) return;
  const parts = new Set(words.map(partOf));
  Promise.all(["pages.js", ...[...parts].map((part) => `words-${part}.js`)].map(load)).then(show);
})();
