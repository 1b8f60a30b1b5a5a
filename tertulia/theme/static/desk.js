// Keys for the moderation queue. Everything they do is a button or a link on the page; without this script it all works.
const items = [...document.querySelectorAll(".queue > li")];
let current = -1;

function open(index) {
  if (!items[index]) return;
  items[current]?.classList.remove("open");
  current = index;
  items[current].classList.add("open");
  items[current].scrollIntoView({ block: "nearest" });
}

function press(key) {
  const selector = `[data-key="${key}"]`;
  // A verdict is pressed on the open comment or not at all: never on another that happens to have the button.
  const found = items[current]?.querySelector(selector) ?? ("ru".includes(key) && document.querySelector(`main ${selector}`));
  if (!found) return;
  if (found.matches("textarea")) found.focus();
  else found.click();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "j") open(current + 1);
  else if (event.key === "k") open(Math.max(current - 1, 0));
  else if (event.key === "x") items[current]?.querySelector("input[type=checkbox]")?.click();
  else if ("phsru".includes(event.key)) press(event.key);
  else return;
  event.preventDefault();
});

const keys = document.querySelector(".keys");
if (keys) keys.hidden = false;
if (items.length) open(0);
