// After the login in another tab: looks again when this one gets the focus.
async function lookAgain() {
  if (document.visibilityState !== "visible") {
    return;
  }
  const response = await fetch(location.href, { method: "HEAD" }).catch(() => null);
  if (response && response.status !== 401) {
    location.reload();
  }
}

window.addEventListener("focus", lookAgain);
document.addEventListener("visibilitychange", lookAgain);
