// Keys for the moderation queue, and who else reads what. Everything that keys do is a button or a link on the page;
// without this script it all works.
const items = [...document.querySelectorAll(".queue > li")];
const bar = document.querySelector(".keys");
const dialog = bar?.querySelector("dialog");
const EVERY = 20_000;
let current = -1;
let reading = items.length === 1;
let on = localStorage.getItem("desk-keys") !== "off";

function open(index, { focus = true } = {}) {
  if (!items[index]) return;
  items[current]?.classList.remove("open");
  current = index;
  items[current].classList.add("open");
  items[current].scrollIntoView({ block: "nearest" });
  if (focus) items[current].focus({ preventScroll: true });
}

function move(step) {
  reading = true;
  open(Math.max(current + step, 0));
}

function press(key) {
  const selector = `[data-key="${key}"]`;
  // What was done last is undone first. A verdict is pressed on the open comment or not at all: never on another that
  // happens to have the button.
  const done = key === "u" && document.querySelector(`.notices ${selector}`);
  const found = done || items[current]?.querySelector(selector) || (key === "r" && document.querySelector(`main ${selector}`));
  if (!found) return;
  if (found.matches("summary")) {
    found.parentElement.open = true;
    found.parentElement.querySelector("select").focus();
  } else if (found.matches("textarea")) found.focus();
  else found.click();
}

function turn(wanted) {
  on = wanted;
  localStorage.setItem("desk-keys", on ? "on" : "off");
  document.body.classList.toggle("with-keys", on);
}

document.addEventListener("keydown", (event) => {
  if (!on || !bar || dialog.open || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "?") dialog.showModal();
  else if (event.key === "x") items[current]?.querySelector("input[type=checkbox]")?.click();
  else if ("phswdnruo".includes(event.key)) press(event.key);
  else if (event.key === "Enter" && event.target === items[current]) press("o");
  else return;
  event.preventDefault();
});

async function look() {
  const marks = [...document.querySelectorAll("[data-comment]")];
  if (document.hidden || !marks.length) return;
  const form = new FormData();
  for (const mark of marks) form.append("comment", mark.dataset.comment);
  const here = reading && items[current]?.querySelector("[data-comment]");
  if (here) form.append("reading", here.dataset.comment);
  form.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
  const answer = await fetch(bar.dataset.presences, { method: "POST", body: form });
  if (!answer.ok || answer.redirected) return;
  const told = await answer.json();
  for (const mark of marks) {
    mark.textContent = told[mark.dataset.comment] ?? "";
    mark.hidden = !mark.textContent;
  }
}

if (bar) {
  bar.hidden = false;
  const box = dialog.querySelector("input");
  box.checked = on;
  box.addEventListener("change", () => turn(box.checked));
  bar.querySelector("button").addEventListener("click", () => dialog.showModal());
  turn(on);
  // Said once the page is there, as what a page comes with is not announced.
  const notices = document.querySelector(".notices");
  if (notices) setTimeout(() => (bar.querySelector("[role=status]").textContent = notices.querySelector("p").textContent));
  // Without a network nobody is told who reads what, and nothing else is lost.
  setInterval(() => look().catch((error) => console.debug(error)), EVERY);
}
const wanted = location.hash.startsWith("#comment-");
open(Math.max(items.findIndex((item) => `#${item.id}` === location.hash), 0), { focus: wanted });
