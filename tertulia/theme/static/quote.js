// Quoting what is selected: a button beside the selection leads to the form that "Quote" leads to, with only these words
// in it. Without this script the form begins with the whole comment.
const name = "quote";
const letter = /[\p{L}\p{N}]/u;

function typed(words) {
  const plain = words.replace(/&(?=#?\w+;)/g, "&amp;").replace(/<(?=\/?[a-z])/gi, "&lt;").replace(/^\s*>/gm, "&gt;");
  const lines = plain.trim().split("\n").map((line) => `> ${line.trim()}`.trimEnd());
  return `${lines.join("\n")}\n\n`;
}

function fill(box) {
  const kept = JSON.parse(sessionStorage.getItem(name) ?? "{}");
  if (kept.path === location.pathname) box.value = typed(kept.words);
  sessionStorage.removeItem(name);
  box.focus();
  box.setSelectionRange(box.value.length, box.value.length);
}

// Half a word is nobody's.
function wholeWords(range) {
  const { startContainer: first, endContainer: last } = range;
  let { startOffset: start, endOffset: end } = range;
  if (first.nodeType === Node.TEXT_NODE && letter.test(first.data[start] ?? "")) {
    while (start && letter.test(first.data[start - 1])) start -= 1;
  }
  if (last.nodeType === Node.TEXT_NODE && letter.test(last.data[end - 1] ?? "")) {
    while (end < last.length && letter.test(last.data[end])) end += 1;
  }
  return [first, start, last, end];
}

const button = document.createElement("button");
button.type = "button";
button.className = "quote-selection";

function chosen() {
  const selection = getSelection();
  if (!selection.rangeCount || !selection.toString().trim()) return null;
  const range = selection.getRangeAt(0);
  const around = range.commonAncestorContainer;
  const said = (around.nodeType === Node.ELEMENT_NODE ? around : around.parentElement).closest(".comment .said");
  const link = said?.closest(".comment").querySelector('.actions a[href$="/quote/"]');
  return link ? { selection, range, said, link } : null;
}

function offer() {
  const found = chosen();
  if (!found) {
    if (document.activeElement !== button) button.remove();
    return;
  }
  const { bottom, left } = found.range.getBoundingClientRect();
  button.textContent = found.link.textContent;
  button.setAttribute("aria-label", found.link.getAttribute("aria-label"));
  found.said.after(button);
  const { top: above, left: beside } = button.offsetParent.getBoundingClientRect();
  button.style.insetBlockStart = `${bottom - above + 4}px`;
  button.style.left = `${Math.max(left - beside, 0)}px`;
}

button.addEventListener("mousedown", (event) => event.preventDefault());
button.addEventListener("click", () => {
  const found = chosen();
  if (!found) return;
  found.selection.setBaseAndExtent(...wholeWords(found.range));
  const path = new URL(found.link.href).pathname;
  sessionStorage.setItem(name, JSON.stringify({ path, words: found.selection.toString() }));
  location.assign(path);
});

if (location.pathname.endsWith("/quote/")) {
  document.querySelectorAll("form.say textarea").forEach(fill);
} else {
  document.addEventListener("selectionchange", offer);
}
