// Finds one's way in a long conversation: what is new since the last visit, back from where a link led, threads that
// stay folded, and what is said while one reads. What it remembers stays in this browser (`localStorage`), and a reader
// may forbid it. Without this script the conversation is all there.
const KEPT = "conversations";
const MOST = 300; // conversations, the longest unread are forgotten
const VISIT = 30 * 60e3; // who comes back within half an hour never left
const MINUTE = 60e3;
const SOON = 45e3;
const SELDOM = 600e3;
const ENOUGH = 3 * 3600e3; // a page that was left open asks no longer

const section = document.querySelector("#conversation[data-comments]");
const path = section.dataset.comments;
const words = document.getElementById("reading").content;
const bar = section.appendChild(words.querySelector(".reading"));
const [seen, arrived, back] = ["seen", "arrived", "back"].map((name) => bar.querySelector(`.${name}`));

const comments = (within = section) => [...within.querySelectorAll("article.comment")];
const numberOf = (comment) => Number(comment.querySelector(".no").textContent.slice(1));
const unread = () => comments().filter((comment) => comment.classList.contains("is-new"));
const since = (number) => Object.assign(new URL(section.querySelector(".place a").href), { search: `?since=${number}` });

function attempt(action, otherwise) {
  try {
    return action();
  } catch (error) {
    // A browser may keep nothing, have no room, or hold what another program wrote.
    if (!(error instanceof DOMException || error instanceof SyntaxError)) throw error;
    return otherwise;
  }
}

const recall = () => attempt(() => JSON.parse(localStorage.getItem(KEPT)) ?? {}, { off: true });
const keep = (all) => attempt(() => localStorage.setItem(KEPT, JSON.stringify(all)));

function note(change) {
  const all = recall();
  if (all.off) return;
  all[path] = { ...all[path], at: Date.now(), ...change };
  const old = Object.keys(all).sort((one, other) => all[other].at - all[one].at).slice(MOST);
  for (const name of old) delete all[name];
  keep(all);
}

// The last visit ended at `seen`; during this one `before` says so, and nothing does on a first.
function visit() {
  const last = Math.max(0, ...comments().map(numberOf));
  const mine = recall()[path];
  const before = mine && Date.now() - mine.at > VISIT ? mine.seen : (mine?.before ?? null);
  note({ before, seen: Math.max(mine?.seen ?? 0, last) });
  return before;
}

// Who reads on for hours and then turns the page has not come back; who left the page open and scrolls again has.
function goOn() {
  let at = Date.now();
  const stir = () => {
    const pause = Date.now() - at;
    if (pause < MINUTE || pause > VISIT) return;
    at = Date.now();
    note({});
  };
  addEventListener("scroll", stir, { passive: true });
}

function mark(comment) {
  comment.classList.add("is-new");
  comment.querySelector(".num").before(words.querySelector(".new").cloneNode(true));
}

function tell(count, before) {
  seen.hidden = !count;
  seen.querySelector("b").textContent = count;
  seen.querySelector("a").href = since(before);
  for (const button of seen.querySelectorAll("button")) button.hidden = !unread().length;
}

function markWhatIsNew() {
  const before = recall().off ? null : visit();
  if (before === null) return;
  comments().filter((comment) => numberOf(comment) > before).forEach(mark);
  tell(Math.max(unread().length, (section.dataset.last ?? 0) - before), before);
}

function show(comment) {
  for (let fold = comment.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  comment.tabIndex = -1;
  comment.focus({ preventScroll: true });
  comment.scrollIntoView();
}

function step(way) {
  const all = unread();
  const here = all.indexOf(document.activeElement.closest("article.comment"));
  const below = all.findIndex((comment) => comment.getBoundingClientRect().top > 0);
  const from = below < 0 ? all.length : below;
  const next = here >= 0 ? here + way : way > 0 ? from : from - 1;
  if (all.length) show(all[(next + all.length) % all.length]);
}

function listen() {
  seen.querySelector(".next").addEventListener("click", () => step(1));
  seen.querySelector(".previous").addEventListener("click", () => step(-1));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    if (bar.hidden || seen.hidden) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });
}

function leadBack() {
  let from = null;
  section.addEventListener("click", (event) => {
    const link = event.target.closest?.(".answers a, .answered a, .said a");
    if (!link?.getAttribute("href").startsWith("#")) return;
    from = link;
    back.hidden = false;
  });
  back.addEventListener("click", () => {
    back.hidden = true;
    from.focus({ preventScroll: true });
    from.scrollIntoView({ block: "center" });
  });
}

const nameOf = (fold) => fold.previousElementSibling.id;

function keepFolded() {
  const folded = new Set(recall()[path]?.folded);
  for (const fold of section.querySelectorAll("details.replies")) {
    if (folded.has(nameOf(fold))) fold.open = false;
    fold.addEventListener("toggle", () => {
      folded[fold.open ? "delete" : "add"](nameOf(fold));
      note({ folded: [...folded] });
    });
  }
}

function letForbid() {
  const setting = words.querySelector(".marks");
  const box = setting.querySelector("input");
  box.checked = !recall().off;
  box.addEventListener("change", () => {
    keep(box.checked ? {} : { off: true });
    bar.hidden = !box.checked;
    if (box.checked) visit();
  });
  section.querySelector(".place").after(setting);
}

// Each new comment goes below what it answers, or beside what it stands beside on the page as it is now.
function insert(page) {
  const there = new Set(comments().map((comment) => comment.id));
  const added = comments(page).filter((comment) => !there.has(comment.id));
  for (const comment of added) {
    const before = comment.previousElementSibling;
    const after = comment.nextElementSibling;
    const own = document.importNode(comment, true);
    if (before?.matches("article.comment")) endOf(document.getElementById(before.id)).after(own);
    else if (before?.matches(".replies")) endOf(document.getElementById(nameOf(before))).after(own);
    else if (comment.parentElement.matches(".replies")) below(nameOf(comment.parentElement)).append(own);
    else if (after?.id && document.getElementById(after.id)) document.getElementById(after.id).before(own);
    else section.querySelector(":scope > header").after(own);
    mark(own);
  }
  return added.length;
}

const endOf = (comment) => (comment.nextElementSibling?.matches(".replies") ? comment.nextElementSibling : comment);

function below(id) {
  const asked = document.getElementById(id);
  if (endOf(asked) === asked) asked.after(Object.assign(document.createElement("div"), { className: "replies" }));
  return asked.nextElementSibling;
}

// What is being read stays where it is, whatever comes in above it.
function inPlace(change) {
  const read = comments().find((comment) => comment.getBoundingClientRect().bottom > 0) ?? section;
  const top = read.getBoundingClientRect().top;
  const done = change();
  scrollBy({ top: read.getBoundingClientRect().top - top, behavior: "instant" });
  return done;
}

async function letIn(event) {
  event.preventDefault();
  const answer = await fetch(location.pathname, { credentials: "omit", cache: "no-cache" }).catch(() => null);
  const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("conversation");
  // Where it cannot be let in here, the link leads there as it would without this script.
  if (!page || !inPlace(() => insert(page))) return location.assign(arrived.href);
  section.querySelector("h2").textContent = page.querySelector("h2").textContent;
  section.dataset.last = Math.max(...comments().map(numberOf));
  note({ seen: Number(section.dataset.last) });
  arrived.hidden = true;
  tell(unread().length, Math.min(...unread().map(numberOf)) - 1);
  return seen.querySelector(".next").focus();
}

async function look() {
  const answer = await fetch(`${path}latest.html`, { credentials: "omit", cache: "no-cache" }).catch(() => null);
  const last = Number(/data-last="(\d+)"/.exec(answer?.ok ? await answer.text() : "")?.[1] ?? 0);
  const known = Number(section.dataset.last);
  if (last <= known) return false;
  arrived.querySelector("b").textContent = last - known;
  arrived.href = since(known);
  arrived.hidden = false;
  return true;
}

function watch() {
  const begun = Date.now();
  let pause = SOON;
  async function again() {
    if (Date.now() - begun > ENOUGH) return;
    if (document.hidden) {
      document.addEventListener("visibilitychange", again, { once: true });
      return;
    }
    pause = (await look()) ? SOON : Math.min(pause * 1.4, SELDOM);
    setTimeout(again, pause);
  }
  arrived.addEventListener("click", letIn);
  setTimeout(again, pause);
}

keepFolded();
markWhatIsNew();
goOn();
listen();
leadBack();
letForbid();
if ("live" in section.dataset && !navigator.connection?.saveData) watch();
