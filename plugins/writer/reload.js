// Only on the keeper's own machine: loads the page anew when it has changed.
const state = async () => {
  const answer = await fetch(`/-/state${location.pathname}`, { cache: "no-store" })
  return answer.ok ? answer.text() : ""
}
const first = await state()
setInterval(async () => {
  const now = await state().catch(() => "")
  if (now && now !== first) location.reload()
}, 150)
