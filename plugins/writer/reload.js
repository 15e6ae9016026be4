// Only on the keeper's own machine: loads the page anew when the site was built anew.
const number = async () => (await fetch("/-/number", { cache: "no-store" })).text()
const first = await number()
setInterval(async () => {
  if ((await number().catch(() => first)) !== first) location.reload()
}, 400)
