// Keys for the questions of the rescue desk. Everything they do is a button on the page; without this script it all works.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !/^[1-9sju]$/.test(event.key)) return;
  if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select")) return;
  const found = document.querySelector(`main [data-key="${event.key}"]`);
  if (!found) return;
  const folded = found.closest("details:not([open])");
  if (folded) folded.open = true;
  else found.click();
  event.preventDefault();
});

const keys = document.querySelector(".keys");
if (keys) keys.hidden = false;
