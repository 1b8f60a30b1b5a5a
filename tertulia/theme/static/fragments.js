// Pulls in the parts of the sidebar that change with every post or comment: small pages of their own. A part that the
// server has put in already (SSI) is left as it is.
async function fill(hook) {
  const answer = await fetch(hook.dataset.fragment, { credentials: "omit" });
  if (answer.ok) hook.innerHTML = await answer.text();
}

for (const hook of document.querySelectorAll("[data-fragment]:empty")) {
  fill(hook)
    .catch(() => {})
    .then(() => hook.matches(":empty") && hook.remove()); // Then the link beside it shows.
}
