// "Remember me": fills the comment form from the one cookie a reader may have asked for. Pages are the same for every
// reader, so the browser does it. Without this script nothing is lost but some typing.
const name = "commenter";
const kept = document.cookie.split("; ").find((cookie) => cookie.startsWith(`${name}=`));

function forget() {
  document.cookie = `${name}=; path=/; max-age=0; samesite=lax`;
}

function fill(form) {
  const box = form.elements.remember;
  box.addEventListener("change", () => box.checked || forget());
  if (!kept) return;
  const who = JSON.parse(decodeURIComponent(kept.slice(name.length + 1)));
  for (const field of ["name", "email", "url"]) {
    const input = form.elements[field];
    if (!input.value && typeof who[field] === "string") input.value = who[field];
  }
  box.checked = true;
}

try {
  document.querySelectorAll("form.say").forEach(fill);
} catch (error) {
  if (!(error instanceof SyntaxError || error instanceof URIError)) throw error;
  forget();
}
