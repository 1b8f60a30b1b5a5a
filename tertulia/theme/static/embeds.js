// Pictures and films of other hosts are links. A click shows them in place; until then nobody else is asked.

const FRAMES = ["https://www.youtube-nocookie.com/", "https://player.vimeo.com/", "https://www.dailymotion.com/"];

function frame(link) {
  const shown = document.createElement("iframe");
  shown.src = link.dataset.src;
  shown.title = link.textContent;
  shown.allow = "fullscreen; picture-in-picture; encrypted-media";
  shown.referrerPolicy = "strict-origin-when-cross-origin";
  return shown;
}

function image(link) {
  const shown = document.createElement("img");
  shown.src = link.dataset.src;
  shown.alt = link.textContent;
  shown.referrerPolicy = "no-referrer";
  return shown;
}

function embed(link) {
  const { embed: kind, src } = link.dataset;
  if (kind === "frame" && FRAMES.some((host) => src.startsWith(host))) return frame(link);
  if (kind === "image" && /^https?:/.test(src)) return image(link);
  return null;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a.embed[data-src]");
  if (!link || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const shown = embed(link);
  if (!shown) return;
  event.preventDefault();
  shown.className = "embed";
  shown.tabIndex = -1;
  link.replaceWith(shown);
  shown.focus();
});
